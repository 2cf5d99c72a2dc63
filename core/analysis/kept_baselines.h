#pragma once

#include <optional>
#include <string>

#include "core/analysis/baselines.h"
#include "core/data/fit_result.h"

namespace cortiscope {

/// What a fit's baselines depend on, as one hash: the contents of its files, its split of the
/// images and how its tokens were standardised, not its parameters. Empty where a hash is.
///
/// @param subject_hash, features_hash  of the files they are computed from
std::string baselines_key(const FitResult& fit, const std::string& subject_hash,
                          const std::string& features_hash);

/// Keeps baselines for this user in the cache folder, where fits, which are never changed, need not
/// hold them; core/io/FORMAT.md lists the datasets. Keeps nothing under an empty key.
/// @return  whether they are kept
bool keep_baselines(const std::string& key, const Baselines& baselines);

/// The baselines kept under a key, of a fit's vertices, layers and tokens; absent where there are
/// none that can be read.
std::optional<Baselines> kept_baselines(const std::string& key, const FitResult& fit);

/// The same for the files that a fit was made from.
std::optional<Baselines> kept_baselines(const FitResult& fit);

}  // namespace cortiscope
