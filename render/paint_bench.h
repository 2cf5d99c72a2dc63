#pragma once

#include <memory>
#include <string>

#include "core/data/cortex.h"

namespace cortiscope {

/// The times of drawing a cortex: medians, except for operations that occur once.
struct PaintTiming {
  std::string opengl;         ///< the renderer's name
  double show_ms = 0;         ///< CortexView::show, once
  double first_frame_ms = 0;  ///< which sends the geometry, too; once
  double frame_ms = 0;        ///< turned a little, drawn and copied into another framebuffer
  double vtk_frame_ms = 0;    ///< VTK alone, the same polygons turned alike and drawn; not copied
  double recolor_ms = 0;      ///< other colours set and drawn
  double first_pick_ms = 0;   ///< which makes the index; once
  double pick_ms = 0;
};

/// Times CortexView on a headless window as the program's window uses it, in turns with VTK's own
/// actors on another: so that the machine's load affects both alike.
///
/// @param frames  of each that are timed, after two that are not; positive
/// @throws Error  kNotFound: the cortex has no such surface; kInternal: no usable OpenGL
PaintTiming time_painting(const std::shared_ptr<const Cortex>& cortex, SurfaceKind kind, int width,
                          int height, int frames);

/// The times of unfolding a cortex from its folded form to the flatmap, the borders of its regions
/// drawn: medians, except for operations that occur once.
struct UnfoldTiming {
  std::string opengl;
  double first_frame_ms = 0;  ///< which prepares the forms; once
  double frame_ms = 0;        ///< unfolded a little further, drawn and copied
  double first_pick_ms = 0;   ///< in between two forms, which makes the index; once
};

/// Times CortexView as time_painting does.
/// @param frames  that are timed, after two that are not; positive
/// @throws Error  kNotFound: the cortex lacks a folded, inflated or flat form; kInternal
UnfoldTiming time_unfolding(const std::shared_ptr<const Cortex>& cortex, int width, int height,
                            int frames);

}  // namespace cortiscope
