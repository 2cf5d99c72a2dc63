#include "app/cli/study_command.h"

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "app/cli/common_options.h"
#include "app/cli/progress_line.h"
#include "app/cli/stop_signal.h"
#include "app/cli/warnings_text.h"
#include "core/io/hdf5/subject_file.h"
#include "core/io/output_place.h"
#include "core/open/gather_study.h"
#include "core/open/study_cortex.h"
#include "core/open/vertex_choice.h"
#include "core/study/nsd_study.h"

namespace cortiscope {
namespace {

struct StudyArguments {
  std::vector<std::string> responses, masks, ceilings;
  std::string images, cortex, name, nsd, subject, out;
  std::string split = "seed";
  bool is_z_scored = false;
  bool replaces = false;

  std::string subject_name() const {
    if (!nsd.empty() && name.empty()) return subject;
    return name.empty() ? std::filesystem::path(out).stem().string() : name;
  }
};

std::vector<std::filesystem::path> paths(const std::vector<std::string>& texts) {
  return {texts.begin(), texts.end()};
}

[[noreturn]] void exit_stopped() {
  std::fprintf(stderr, "cortiscope: stopped; nothing is written\n");
  throw CLI::RuntimeError(exit_code_of_signal());
}

/// Writes the subject, or exits as a signal asks.
void write(const RecordingSource& recording, const std::string& out, const StopToken& stop) {
  const std::string count = std::to_string(recording.images.size());
  bool is_written = false;
  {
    ProgressLine line;
    is_written = write_recording(out, recording, stop, [&](int done) {
      line.show("responses: " + std::to_string(done) + " of " + count + " images");
    });
  }
  if (!is_written) exit_stopped();
  std::printf("%s: %s images, %d vertices\n", out.c_str(), count.c_str(),
              recording.subject.vertex_count());
}

/// One subject of a download of NSD.
void run_nsd(const StudyArguments& arguments) {
  const StopToken stop = stop_on_signal();
  const NsdFiles files{arguments.nsd, arguments.subject};
  std::vector<std::filesystem::path> masks = paths(arguments.masks);
  std::vector<std::filesystem::path> inputs = masks;
  inputs.insert(inputs.end(), {files.folder, arguments.cortex});
  require_output_file(arguments.out, {inputs, arguments.replaces});
  std::error_code ignored;
  std::filesystem::path place = arguments.cortex;
  if (place.empty() && std::filesystem::is_directory(files.cortex(), ignored)) {
    place = files.cortex();
  }
  const Cortex cortex = study_cortex(files.folder, place)();
  if (masks.empty()) masks = {files.regions(kLh, "nsdgeneral"), files.regions(kRh, "nsdgeneral")};
  Warnings warnings;
  const std::array<std::vector<int>, 2> vertices = vertices_in_masks(masks, cortex, &warnings);
  RecordingSource recording;
  {
    ProgressLine line;
    const NsdStudy study(
        files, [&] { return cortex; }, vertices,
        [&](int done, int all) {
          if (stop.stop_requested()) exit_stopped();
          line.show("sessions: " + std::to_string(done) + " of " + std::to_string(all));
        },
        arguments.split == "own" ? NsdTestSet::kShared : NsdTestSet::kNone);
    recording = study.open(/*cache_gb=*/0);
  }
  recording.subject.name = arguments.subject_name();
  warn_of(warnings);
  warn_of(recording.concerns);
  for (const Hemisphere h : kHemispheres) {
    std::printf("%s: %zu of %d vertices\n", name_of(h), vertices[h].size(),
                cortex[h].vertex_count());
  }
  if (!recording.test_rows.empty()) {
    std::printf("test set: %zu images that all subjects were shown\n", recording.test_rows.size());
  }
  write(recording, arguments.out, stop);
}

void run(const StudyArguments& arguments) {
  const StopToken stop = stop_on_signal();
  StudyParts parts{paths(arguments.responses), arguments.images, arguments.cortex,
                   paths(arguments.masks), paths(arguments.ceilings)};
  std::vector<std::filesystem::path> inputs = {parts.images, parts.cortex};
  for (const auto* files : {&parts.responses, &parts.masks, &parts.ceilings}) {
    inputs.insert(inputs.end(), files->begin(), files->end());
  }
  require_output_file(arguments.out, {inputs, arguments.replaces});
  Warnings warnings;
  GatheredStudy study = gather_study(parts, arguments.subject_name(), &warnings);
  warn_of(warnings);
  study.recording.is_z_scored = arguments.is_z_scored;
  for (const std::string& sentence : study.report) std::printf("%s\n", sentence.c_str());
  write(study.recording, arguments.out, stop);
}

}  // namespace

void add_study_command(CLI::App& program) {
  const auto arguments = std::make_shared<StudyArguments>();
  CLI::App* command =
      program.add_subcommand("study", "Make a subject file of responses, images and a cortex");
  CLI::Option* responses = command->add_option(
      "--responses", arguments->responses,
      "One file of each hemisphere, or one of both: .npy tables of images by vertices, or GIFTI, "
      "MGH or NIfTI with a map for each image");
  CLI::Option* images = command->add_option(
      "--images", arguments->images,
      "The images in the order of the responses: a folder of them, an images file, or a text file "
      "of their names, one a line");
  CLI::Option* cortex =
      command->add_option("--cortex", arguments->cortex, "Folder of a cortex, or a cortex file");
  CLI::Option* nsd = command->add_option(
      "--nsd", arguments->nsd,
      "Instead of responses and images: a download of the Natural Scenes Dataset, with its folders "
      "nsddata and nsddata_betas; its cortex and its mask nsdgeneral are taken if none is given");
  CLI::Option* subject =
      command->add_option("--subject", arguments->subject, "Which subject of it: subj01 to subj08");
  command
      ->add_option("--split", arguments->split,
                   "Which images a fit is tested on: seed: some that it chooses by its seed; own: "
                   "those that all subjects of NSD were shown, the shared 1000")
      ->check(CLI::IsMember({"seed", "own"}))
      ->capture_default_str()
      ->needs(nsd);
  command->add_option(
      "--mask", arguments->masks,
      "Masks, labels or annotations: the vertices to keep, or those that the columns "
      "of the responses are, ascending [all]");
  CLI::Option* ceiling = command->add_option(
      "--ceiling", arguments->ceilings,
      "Noise ceilings, as fractions or percentages: one for each vertex kept, or for each of the "
      "cortex");
  command->add_option("--name", arguments->name,
                      "The subject's name [that of the output; of NSD the subject's]");
  CLI::Option* z_scored = command->add_flag("--z-scored", arguments->is_z_scored,
                                            "They are z-scores already, to be taken as they are");
  responses->needs(images)->needs(cortex)->excludes(nsd);
  nsd->needs(subject)->excludes(images)->excludes(ceiling)->excludes(z_scored);
  subject->needs(nsd);
  command->add_option("--out", arguments->out, "Subject file to write")->required();
  add_force(*command, arguments->replaces);
  command->footer(
      "Numbers decide what a file is: as many rows as images, and as many columns as the cortex or "
      "the\nmasks have vertices. A .npy table of vertices by images is turned where only that "
      "matches. Where\nnothing matches, the message lists the numbers found and those that would. "
      "The hemisphere is that of\nthe file or of its name (lh, rh). Features are looked up by the "
      "names of the images.\n\n"
      "Of NSD all sessions are z-scored and averaged over the repeats of an image; images are "
      "named "
      "nsd-00013.\n\n"
      "Examples:\n"
      "  cortiscope study --responses lh.betas.func.gii rh.betas.func.gii --images stimuli \\\n"
      "    --cortex fsaverage --out sub-01.h5\n"
      "  cortiscope study --responses betas.npy --images names.txt --cortex fsaverage \\\n"
      "    --mask lh.visual.label --ceiling lh.nc.mgh rh.nc.mgh --out sub-01.h5\n"
      "  cortiscope study --nsd nsd --subject subj01 --split own --out subj01.h5");
  command->callback([arguments] {
    if (arguments->responses.empty() && arguments->nsd.empty()) {
      throw CLI::RequiredError("--responses or --nsd");
    }
    if (arguments->nsd.empty()) {
      run(*arguments);
    } else {
      run_nsd(*arguments);
    }
  });
}

}  // namespace cortiscope
