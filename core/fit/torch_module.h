#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "core/fit/engine.h"

namespace cortiscope {

class Backbone;
class ScriptBackbone;
struct BackboneOptions;
struct ScriptSource;
struct VisionTransformer;
class SafetensorsFile;

/// Everything that needs LibTorch. It lives in a shared library that is loaded when first asked
/// for, because LibTorch takes half a second to load, and because LibTorch 2 exports symbols of
/// LLVM that software OpenGL must not find: its symbols stay local to the module.
///
/// Plain values cross this interface, and exceptions are Errors. May be called from several threads;
/// an engine or a network that it makes is one thread's at a time.
class TorchModule {
 public:
  virtual ~TorchModule() = default;

  /// The device that "auto", "cpu", "cuda" or "cuda:N" means on this machine; "auto" is the first
  /// GPU that computes, or the CPU.
  /// @throws Error  kBadValue: no such device here
  virtual std::string resolve_device(const std::string& device) = 0;

  /// The memory that this process holds on a resolved device, in MB (2^20 bytes): of a GPU what
  /// torch has allocated there, of the CPU all that is resident. 0 where LibTorch does not say:
  /// GPUs before 2.15.
  virtual double memory_mb(const std::string& device) = 0;

  /// Lets torch and its BLAS use this many threads (0: every core), for the calling thread's work;
  /// returns the number.
  virtual int use_threads(int threads) = 0;

  /// The engine of this name ("fast" or "eager") for a resolved device.
  /// @throws Error  kBadValue: no engine of this name; kNoMemory: the device has too little memory
  virtual std::unique_ptr<Engine<float>> make_engine(const std::string& name, const ModelSize& size,
                                                     const Array<float>& encoding,
                                                     const Parameters& parameters,
                                                     const std::string& device) = 0;

  /// GFLOP per second of a single-precision matrix product on a resolved device, with the current
  /// number of threads.
  /// @param side  of the square matrices; 2048 is large enough for the highest rate
  /// @param runs  of which the median counts
  virtual double sgemm_gflop_per_s(const std::string& device, int side, int runs) = 0;

  /// core/backbone/script.h and open_backbone.h document these and contain their callers.
  virtual std::unique_ptr<ScriptBackbone> make_script(const ScriptSource& source) = 0;
  /// @param options  whose device is resolved
  virtual std::unique_ptr<Backbone> load_script(const std::filesystem::path& file,
                                                const BackboneOptions& options) = 0;
  /// @param network  found in `weights`
  virtual std::unique_ptr<Backbone> load_vision_transformer(const VisionTransformer& network,
                                                            const SafetensorsFile& weights,
                                                            const BackboneOptions& options) = 0;
};

/// The module; the first call loads it, on the calling thread, so that threads which its libraries
/// start have that thread's priority. It stays loaded. May be called from any thread.
///
/// @throws Error  kInternal: the module or LibTorch is missing, or of another build; also as
///                torch_module_file()
TorchModule& torch_module();

/// Whether it is loaded.
bool is_torch_loaded();

/// Uses this module from now on instead of loading one: for programs that link it. Before the first
/// torch_module().
void use_torch_module(std::unique_ptr<TorchModule> module);

/// The module's one exported function, `cortiscope_torch_module`.
/// @param build  kTorchModuleBuild of the program
/// @param lock   address of the program's HDF5 lock (core/io/hdf5/h5_lock.h)
/// @return  the module, the caller's; nullptr where either differs: two copies of core in one
///          process would not see each other's lock
using MakeTorchModule = TorchModule* (*)(const char* build, const void* lock);

/// Program and module must be of one version and one compiler. Each has its own copy of this.
constexpr const char* kTorchModuleBuild =
    "cortiscope " CORTISCOPE_VERSION ", compiler " __VERSION__;

/// The module that this process loads, of those beside core's own library (torch_choice.h); the
/// environment variable CORTISCOPE_TORCH, "cpu" or "cuda", takes one of them.
/// @throws Error  as choose_torch_module
std::filesystem::path torch_module_file();

}  // namespace cortiscope
