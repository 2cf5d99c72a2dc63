#include <algorithm>

#include "app/gui/session_controller.h"

// The stimuli that are shown.

namespace cortiscope {

void SessionController::show_image(int image) {
  view_.image = image;
  view_.picture.reset();
  Q_EMIT image_changed();
}

ShownStimulus SessionController::shown_stimulus() {
  if (const auto& picture = view_.picture) return {{picture, &picture->image}, {}};
  const LibrarySubject* row = subject();
  const std::shared_ptr<const Stimuli> stimuli = row ? row->stimuli : nullptr;
  if (!stimuli || stimuli->names.empty()) {
    return {nullptr,
            tr("No stimuli opened.\nAn images.h5 file beside the subject, or a folder with its "
               "images, provides them.")};
  }
  const int last = int(stimuli->names.size()) - 1;
  const int shown = std::clamp(view_.image, 0, last);
  for (const int next : {shown - 1, shown + 1}) {  // read before they are stepped to
    if (next >= 0 && next <= last) stimulus_reader_.image(stimuli, next);
  }
  if (auto image = stimulus_reader_.image(stimuli, shown)) return {std::move(image), {}};
  return {nullptr, stimulus_reader_.cannot_read(stimuli, shown) ? tr("This image cannot be read.")
                                                                : tr("Reading the image …")};
}

void SessionController::step_image(int by) {
  const LibrarySubject* row = subject();
  if (!row || !row->stimuli) return;
  show_image(stepped_image(view().image, by, int(row->stimuli->names.size())));
}

}  // namespace cortiscope
