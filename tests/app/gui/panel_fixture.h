#pragma once

#include <gtest/gtest.h>

#include <QLabel>
#include <QPushButton>
#include <memory>
#include <numeric>
#include <string>
#include <vector>

#include "app/gui/extract_controller.h"
#include "app/gui/fit_controller.h"
#include "app/gui/session_controller.h"
#include "app/gui/text_line.h"
#include "tests/app/session/tiny_study.h"

namespace cortiscope {

/// A session with the tiny subject, its stimuli and two networks, the first of them fitted.
class PanelTest : public testing::Test {
 protected:
  PanelTest() {
    const std::vector<std::string> images = {"a", "b", "c"};
    session_.add(OpenedSubject{"s/subject.h5", tiny_subject(), images});
    session_.add(OpenedFeatures{"s/one.features.h5", tiny_features("one", images)});
    session_.add(OpenedFeatures{"s/two.features.h5", tiny_features("two", images)});
    session_.add_fit(tiny_fit("one", "2026"), "s/one.fit.h5");
    const auto stimuli = std::make_shared<Stimuli>();
    stimuli->names = images;
    stimuli->images = {Image(8, 8, {250, 0, 0}), Image(8, 8, {0, 250, 0}),
                       Image(8, 8, {0, 0, 250})};
    session_.add(OpenedImages{"s/images.h5", stimuli});
  }

  static QString all_words(const QWidget& panel) {
    QString words;
    for (const QLabel* label : panel.findChildren<QLabel*>()) {
      if (label->isVisibleTo(&panel)) words += label->text() + QLatin1Char('\n');
    }
    for (const TextLine* line : panel.findChildren<TextLine*>()) {
      if (line->isVisibleTo(&panel)) words += line->text() + QLatin1Char('\n');
    }
    return words;
  }
  /// An overlay of the tiny subject: the vertex's number, of even ones below zero.
  static OpenedOverlay overlay() {
    OverlayPair pair;
    pair.name = "thickness";
    for (const Hemisphere h : kHemispheres) {
      pair.values[h].resize(std::size_t(tiny_subject()->cortex[h].vertex_count()));
      std::iota(pair.values[h].begin(), pair.values[h].end(), 0.0F);
      for (std::size_t v = 0; v < pair.values[h].size(); v += 2) pair.values[h][v] *= -1;
    }
    return {"lh.thickness", std::make_shared<const OverlayPairs>(OverlayPairs{pair})};
  }
  static QPushButton* button(const QWidget& panel, const char* text) {
    for (QPushButton* each : panel.findChildren<QPushButton*>()) {
      if (each->text() == QLatin1String(text)) return each;
    }
    return nullptr;
  }

  SessionController session_;
  FitController fits_;
  ExtractController extractions_;
};

}  // namespace cortiscope
