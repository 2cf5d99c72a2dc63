#include "app/gui/stimulus_reader.h"

#include <algorithm>
#include <cassert>

#include "core/data/resized_image.h"
#include "core/open/open_images.h"

namespace cortiscope {
namespace {

constexpr std::size_t kMostKept = 48, kMostWanted = 32;  // what was passed long ago is not read
constexpr int kLargestSide = 512;                        // more than the window shows

Image reduced(const Image& image) {
  const int side = std::max(image.width, image.height);
  if (side <= kLargestSide) return image;
  const auto scaled = [side](int length) { return std::max(1, length * kLargestSide / side); };
  return resized(image, scaled(image.width), scaled(image.height));
}

}  // namespace

struct StimulusReader::Opened {
  std::shared_ptr<const Stimuli> stimuli;
  std::unique_ptr<const ImageSet> images;  // in the order of the stimuli

  Image read(const Key& key) {
    if (stimuli != key.first) {
      auto opened = only_of(open_images(key.first->files), key.first->names);  // or throws
      images = std::move(opened);
      stimuli = key.first;
    }
    return reduced(images->read({key.second}).front());
  }
};

StimulusReader::StimulusReader(QObject* parent)
    : QObject(parent), opened_(std::make_shared<Opened>()) {}

StimulusReader::~StimulusReader() = default;

std::shared_ptr<const Image> StimulusReader::image(const std::shared_ptr<const Stimuli>& stimuli,
                                                   int index) {
  assert(index >= 0 && index < int(stimuli->names.size()));
  if (!stimuli->images.empty()) return {stimuli, &stimuli->images[std::size_t(index)]};
  const Key key{stimuli, index};
  const auto kept = std::find_if(kept_.begin(), kept_.end(),
                                 [&](const auto& entry) { return entry.first == key; });
  if (kept != kept_.end()) {
    kept_.splice(kept_.begin(), kept_, kept);
    return kept_.front().second;
  }
  if (failed_.count(key) > 0) return nullptr;
  wanted_.erase(std::remove(wanted_.begin(), wanted_.end(), key), wanted_.end());
  wanted_.push_back(key);
  if (wanted_.size() > kMostWanted) wanted_.erase(wanted_.begin());
  read_next();
  return nullptr;
}

void StimulusReader::read_next() {
  if (task_.is_busy() || wanted_.empty()) return;
  const Key key = wanted_.back();
  const auto image = std::make_shared<std::shared_ptr<const Image>>();
  task_.start([key, image, opened = opened_](
                  const StopToken&) { *image = std::make_shared<const Image>(opened->read(key)); },
              [this, key, image](const BackgroundTask::Ended& ended) {
                if (!ended.problem.isEmpty() && ended.problem != said_) {
                  said_ = ended.problem;
                  Q_EMIT failed(ended.problem);
                }
                take(key, *image);
              });
}

void StimulusReader::take(const Key& key, std::shared_ptr<const Image> image) {
  wanted_.erase(std::remove(wanted_.begin(), wanted_.end(), key), wanted_.end());
  if (image) {
    kept_.emplace_front(key, std::move(image));
    if (kept_.size() > kMostKept) kept_.pop_back();
  } else {
    failed_.insert(key);
  }
  Q_EMIT read_ended();
  read_next();
}

}  // namespace cortiscope
