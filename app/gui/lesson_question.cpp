#include "app/gui/lesson_question.h"

#include <QButtonGroup>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QRadioButton>
#include <QSlider>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "app/gui/stimulus_view.h"
#include "app/gui/text.h"

namespace cortiscope {
namespace {

constexpr int kScaleSteps = 100;
constexpr int kImageEm = 9;  // its side, in heights of a line

QString scale_text(float scale) {
  const QString number = QString::number(double(scale), 'f', 2);
  if (scale < 0.35F) return LessonQuestionView::tr("%1, a patch").arg(number);
  if (scale > 0.65F) return LessonQuestionView::tr("%1, the whole image").arg(number);
  return LessonQuestionView::tr("%1, both").arg(number);
}

/// The text of a button, over several lines.
class ClickedLabel : public QLabel {
 public:
  ClickedLabel(const QString& text, QAbstractButton& button) : QLabel(text), button_(button) {
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
  }

 protected:
  void mouseReleaseEvent(QMouseEvent*) override { button_.click(); }

 private:
  QAbstractButton& button_;
};

}  // namespace

LessonQuestionView::LessonQuestionView(QWidget* parent) : QWidget(parent) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(14);
  image_ = new StimulusView;
  image_->setObjectName(QStringLiteral("lesson-image"));
  image_->setAccessibleName(tr("Click where the vertex looks"));
  row->addWidget(image_, 0, Qt::AlignTop);
  column_ = new QVBoxLayout;
  column_->setContentsMargins(0, 0, 0, 0);
  row->addLayout(column_, 1);
  connect(image_, &StimulusView::clicked, this, [this](ImagePlace place) {
    if (!isEnabled() || guesses_.count(Guess::kPlace) == 0 || !controls_->isEnabled()) return;
    answer_.place = place;
    show_place(nullptr);
    Q_EMIT answered();
  });
}

void LessonQuestionView::ask(const LessonQuestion& question,
                             const std::vector<std::string>& options, int layers) {
  delete controls_;
  controls_ = new QWidget;
  options_ = nullptr;
  labels_.clear();
  layer_ = scale_ = {};
  answer_ = {};
  const auto* guess = std::get_if<GuessVertex>(&question.asked);
  guesses_ = guess ? guess->guesses : std::set<Guess>();
  is_choice_ = !guess;
  const int side = kImageEm * fontMetrics().height();
  image_->setFixedSize(side, side);
  image_->setVisible(guesses_.count(Guess::kPlace) > 0);
  show_place(nullptr);
  if (guess) {
    add_guesses(guesses_, layers);
  } else {
    add_options(options);
  }
  column_->addWidget(controls_);
}

void LessonQuestionView::add_options(const std::vector<std::string>& options) {
  auto* grid = new QGridLayout(controls_);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setColumnStretch(1, 1);
  options_ = new QButtonGroup(controls_);
  for (std::size_t i = 0; i < options.size(); ++i) {
    auto* button = new QRadioButton;
    button->setObjectName(QStringLiteral("option-%1").arg(i + 1));
    button->setAccessibleName(text_of(options[i]));
    auto* label = new ClickedLabel(text_of(options[i]), *button);  // a button does not break lines
    options_->addButton(button, int(i));
    grid->addWidget(button, int(i), 0, Qt::AlignTop);
    grid->addWidget(label, int(i), 1);
    labels_.push_back(label);
  }
  grid->setRowStretch(int(options.size()), 1);
  connect(options_, &QButtonGroup::idClicked, this, [this](int option) {
    answer_.option = option;
    Q_EMIT answered();
  });
}

LessonQuestionView::Row LessonQuestionView::add_row(const QString& name, const QString& low,
                                                    const QString& high, int least, int most,
                                                    const char* object_name) {
  auto* grid = static_cast<QGridLayout*>(controls_->layout());
  const int at = grid->rowCount();
  Row row;
  row.slider = new QSlider(Qt::Horizontal);
  row.slider->setObjectName(QLatin1String(object_name));
  row.slider->setAccessibleName(name);
  row.slider->setRange(least, most);
  row.slider->setValue((least + most) / 2);
  row.slider->setPageStep(std::max(1, (most - least) / 10));
  row.value = new QLabel(tr("not answered yet"));
  auto* title = new QLabel(name);
  grid->addWidget(title, at, 0);
  row.value->setWordWrap(true);
  grid->addWidget(row.value, at, 1, 1, 2);
  auto* ends = new QHBoxLayout;
  for (QWidget* each : {static_cast<QWidget*>(new QLabel(low)), static_cast<QWidget*>(row.slider),
                        static_cast<QWidget*>(new QLabel(high))}) {
    ends->addWidget(each, each == row.slider ? 1 : 0);
    if (each != row.slider) each->setObjectName(QStringLiteral("quiet"));
  }
  grid->addLayout(ends, at + 1, 0, 1, 3);
  return row;
}

void LessonQuestionView::add_guesses(const std::set<Guess>& guesses, int layers) {
  auto* grid = new QGridLayout(controls_);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setColumnStretch(2, 1);
  if (guesses.count(Guess::kPlace) > 0) {
    auto* hint = new QLabel(tr("Where does it look? Click the image."));
    hint->setWordWrap(true);
    grid->addWidget(hint, 0, 0, 1, 3);
  }
  if (guesses.count(Guess::kLayer) > 0) {
    layer_ = add_row(tr("Layer"), QStringLiteral("1"), QString::number(layers), 1,
                     std::max(1, layers), "guess-layer");
    const auto take = [this] {
      answer_.layer = float(layer_.slider->value());
      layer_.value->setText(tr("layer %1").arg(layer_.slider->value()));
      Q_EMIT answered();
    };
    connect(layer_.slider, &QSlider::valueChanged, this, take);
    connect(layer_.slider, &QSlider::sliderReleased, this, take);  // also where it stayed
  }
  if (guesses.count(Guess::kScale) > 0) {
    scale_ = add_row(tr("Scale"), tr("patch"), tr("whole image"), 0, kScaleSteps, "guess-scale");
    const auto take = [this] {
      answer_.scale = float(scale_.slider->value()) / kScaleSteps;
      scale_.value->setText(scale_text(*answer_.scale));
      Q_EMIT answered();
    };
    connect(scale_.slider, &QSlider::valueChanged, this, take);
    connect(scale_.slider, &QSlider::sliderReleased, this, take);
  }
  grid->setRowStretch(grid->rowCount(), 1);
}

void LessonQuestionView::show_stimulus(const ShownStimulus& shown) { image_->show_stimulus(shown); }

bool LessonQuestionView::is_complete() const {
  if (is_choice_) return answer_.option.has_value();
  return (guesses_.count(Guess::kLayer) == 0 || answer_.layer) &&
         (guesses_.count(Guess::kPlace) == 0 || answer_.place) &&
         (guesses_.count(Guess::kScale) == 0 || answer_.scale);
}

/// The guess in its colour, the answer dashed, as of the known answer elsewhere.
void LessonQuestionView::show_place(const LessonAnswer* right) {
  std::vector<FieldMark> fields;
  const float scale = answer_.scale.value_or(0);
  if (answer_.place) fields.push_back({*answer_.place, scale, false});
  if (right && guesses_.count(Guess::kPlace) > 0) {
    fields.push_back({*right->place, *right->scale, true});
  }
  image_->show_fields(std::move(fields));
}

void LessonQuestionView::show_right(const LessonAnswer& right) {
  controls_->setEnabled(false);
  show_place(&right);
  if (options_) {
    QLabel* label = labels_[std::size_t(*right.option)];
    label->setText(tr("%1  ← the answer").arg(label->text()));
    QFont bold;  // its size is the card's
    bold.setBold(true);
    label->setFont(bold);
  }
  const auto tell = [](QLabel* value, bool is_answered, const QString& answer) {
    value->setText(is_answered ? tr("%1; the answer: %2").arg(value->text(), answer)
                               : tr("the answer: %1").arg(answer));
  };
  if (layer_.value) {
    tell(layer_.value, answer_.layer.has_value(), tr("layer %1").arg(int(*right.layer)));
  }
  if (scale_.value) tell(scale_.value, answer_.scale.has_value(), scale_text(*right.scale));
}

}  // namespace cortiscope
