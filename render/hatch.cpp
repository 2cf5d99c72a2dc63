#include "render/hatch.h"

#include <vtkActor.h>
#include <vtkDataObject.h>
#include <vtkFloatArray.h>
#include <vtkNew.h>
#include <vtkPointData.h>
#include <vtkPolyData.h>
#include <vtkPolyDataMapper.h>
#include <vtkShaderProperty.h>
#include <vtkUniforms.h>

#include <algorithm>
#include <string>

namespace cortiscope {
namespace {

constexpr const char* kMarks = "hatched";
constexpr const char* kWidth = "hatchLineWidth";  // pixels

constexpr const char* kVertexDeclarations = R"(
in float hatched;
out float hatchedVSOutput;
)";

constexpr const char* kVertexCode = R"(
  hatchedVSOutput = hatched;
)";

constexpr const char* kFragmentDeclarations = R"(
in float hatchedVSOutput;
)";

// Edges are soft over a pixel: multisampling does not see inside a triangle.
constexpr const char* kFragmentCode = R"(
  if (hatchedVSOutput > 0.5) {
    float apart = 5.0 * hatchLineWidth;
    float along = (gl_FragCoord.x - gl_FragCoord.y) * 0.70710678 / apart;
    float beside = abs(fract(along) - 0.5) * apart - 0.5 * hatchLineWidth;
    float ink = 0.6 * clamp(0.5 - beside, 0.0, 1.0);
    float lightness = dot(gl_FragData[0].rgb, vec3(0.299, 0.587, 0.114));
    gl_FragData[0].rgb = mix(gl_FragData[0].rgb, vec3(lightness > 0.45 ? 0.0 : 1.0), ink);
  }
)";

/// VTK's own code follows its marks, so that what is put behind them stays.
std::string behind(const char* mark, const char* code) { return std::string(mark) + code; }

void add_shaders(vtkShaderProperty* shaders) {
  constexpr const char* kInVertex = "//VTK::PositionVC::Dec";
  constexpr const char* kAtVertex = "//VTK::PositionVC::Impl";
  constexpr const char* kInFragment = "//VTK::Color::Dec";
  constexpr const char* kLit = "//VTK::Light::Impl";
  shaders->AddVertexShaderReplacement(kInVertex, true, behind(kInVertex, kVertexDeclarations),
                                      false);
  shaders->AddVertexShaderReplacement(kAtVertex, true, behind(kAtVertex, kVertexCode), false);
  shaders->AddFragmentShaderReplacement(kInFragment, true,
                                        behind(kInFragment, kFragmentDeclarations), false);
  shaders->AddFragmentShaderReplacement(kLit, true, behind(kLit, kFragmentCode), false);
}

}  // namespace

struct Hatch::Parts {
  vtkPolyData* mesh;
  vtkPolyDataMapper* mapper;
  vtkActor* actor;
  vtkNew<vtkFloatArray> marks;
  float line_width = 1;
  bool is_on = false;

  vtkUniforms* uniforms() { return actor->GetShaderProperty()->GetFragmentCustomUniforms(); }
};

Hatch::Hatch(vtkPolyData* mesh, vtkPolyDataMapper* mapper, vtkActor* actor)
    : parts_(new Parts{mesh, mapper, actor, {}}) {
  parts_->marks->SetName(kMarks);
}

Hatch::~Hatch() = default;

void Hatch::set(const std::vector<bool>& hatched) {
  Parts& p = *parts_;
  const bool is_any = std::find(hatched.begin(), hatched.end(), true) != hatched.end();
  if (is_any) {
    p.marks->SetNumberOfTuples(vtkIdType(hatched.size()));
    std::copy(hatched.begin(), hatched.end(), p.marks->GetPointer(0));
    p.marks->Modified();
    p.mesh->GetPointData()->AddArray(p.marks);
    p.mesh->Modified();
  }
  if (is_any == p.is_on) return;
  p.is_on = is_any;
  if (is_any) {
    p.mapper->MapDataArrayToVertexAttribute(kMarks, kMarks,
                                            vtkDataObject::FIELD_ASSOCIATION_POINTS);
    add_shaders(p.actor->GetShaderProperty());
    p.uniforms()->SetUniformf(kWidth, p.line_width);
  } else {
    // A uniform that no shader uses is an error to VTK.
    p.uniforms()->RemoveUniform(kWidth);
    p.actor->GetShaderProperty()->ClearAllShaderReplacements();
    p.mapper->RemoveVertexAttributeMapping(kMarks);
    p.mesh->GetPointData()->RemoveArray(kMarks);
  }
}

void Hatch::set_line_width(float pixels) {
  parts_->line_width = pixels;
  if (parts_->is_on) parts_->uniforms()->SetUniformf(kWidth, pixels);
}

}  // namespace cortiscope
