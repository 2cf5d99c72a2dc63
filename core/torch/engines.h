#pragma once

#include <memory>
#include <string>

#include "core/fit/engine.h"

namespace cortiscope {

/// FactorTopy as published, through automatic differentiation: each vertex's weights over all
/// layers and positions are one row of a matrix over the tokens. The other engines are tested
/// against it.
///
/// @param encoding    (N, 192), from position_encoding()
/// @param parameters  of these sizes, e.g. from initial_parameters()
/// @param device      "cpu", "cuda" or "cuda:N"
template <class T>
std::unique_ptr<Engine<T>> make_eager_engine(const ModelSize& size, const Array<T>& encoding,
                                             const ParametersOf<T>& parameters,
                                             const std::string& device);

/// The same mathematics in another order: vertices sorted by the token cell they read from, so that
/// selection and read-out are dense matrix products. This one consists of torch's operations, never
/// waits for the device inside a step, and is meant for a GPU, though it runs on any device.
template <class T>
std::unique_ptr<Engine<T>> make_gpu_engine(const ModelSize& size, const Array<T>& encoding,
                                           const ParametersOf<T>& parameters,
                                           const std::string& device);

/// The same for the CPU only, at a large fraction of the speed of its matrix products.
template <class T>
std::unique_ptr<Engine<T>> make_fast_engine(const ModelSize& size, const Array<T>& encoding,
                                            const ParametersOf<T>& parameters);

/// The engine of this name ("fast" or "eager") for a device. A model with a part left out runs on
/// the GPU's engine wherever it is. It throws only Errors, never torch's
/// own exceptions.
/// @throws Error  kBadValue: no engine of this name
std::unique_ptr<Engine<float>> make_engine(const std::string& name, const ModelSize& size,
                                           const Array<float>& encoding,
                                           const Parameters& parameters, const std::string& device);

}  // namespace cortiscope
