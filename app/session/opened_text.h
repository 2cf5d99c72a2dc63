#pragma once

#include <string>

#include "app/session/study_opener.h"

namespace cortiscope {

/// What was opened, for a log: "subject sub-01, 73000 images: /data/sub-01.h5".
std::string text_of_opened(const Opened& opened);

}  // namespace cortiscope
