#include "app/gui/image_controller.h"

#include "app/gui/session_controller.h"

namespace cortiscope {

using Kind = ReaderChoice::Kind;

ImageController::ImageController(SessionController& session, QObject* parent)
    : QObject(parent), session_(session) {
  using S = SessionController;
  connect(&session_, &S::picked_changed, this, &ImageController::follow_pick);
  connect(&session_, &S::range_changed, this, &ImageController::follow_isolated);
  for (const auto signal :
       {&S::subject_changed, &S::source_changed, &S::source_renewed, &S::regions_changed}) {
    connect(&session_, signal, this, &ImageController::update_readers);
  }
  update_readers();
}

std::vector<ImageDot> ImageController::dots() const {
  const std::shared_ptr<const MapSource> source = session_.source();
  if (!source || !source->has_selectors()) return {};
  if (choice_.kind != Kind::kVertex) return image_dots(*source, readers_.rows);
  return image_dots(*source, painted_rows(*source, session_.view().shows_all));
}

void ImageController::choose(const ReaderChoice& choice) {
  choice_ = choice;
  update_readers();
}

void ImageController::choose_region(const QString& name) {
  const ReaderChoice wanted = {Kind::kRegion, name.toStdString()};
  const auto source = session_.source();
  if (!source ||
      possible_choice(wanted, *source, session_.view(), *session_.outlined()) != wanted) {
    return;
  }
  choose(wanted);
}

void ImageController::follow_pick() {
  const bool is_new = session_.view().picked && session_.view().picked != picked_;
  picked_ = session_.view().picked;
  if (is_new) choice_ = {Kind::kVertex, {}};
  update_readers();
}

void ImageController::follow_isolated() {
  const auto& isolated = session_.view().isolated;
  const auto source = session_.source();
  const bool is_new = isolated && !(isolated == isolated_) && source && source->clusters;
  isolated_ = isolated;
  if (is_new) choice_ = {Kind::kCluster, {}};
  update_readers();
}

void ImageController::update_readers() {
  const std::shared_ptr<const MapSource> source = session_.source();
  readers_ = {};
  if (source) {
    const ViewState& view = session_.view();
    choice_ = possible_choice(choice_, *source, view, *session_.outlined());
    readers_ = readers_of(*source, view, *session_.outlined(), choice_);
  }
  Q_EMIT readers_changed();
}

}  // namespace cortiscope
