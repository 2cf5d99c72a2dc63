#pragma once

namespace cortiscope {

/// Identifies a subject of the library while the program runs: counted from 0 in the order of
/// opening, never reused. -1: none.
using SubjectId = int;

/// Identifies a model of the library in the same way: networks from 1 in the order of opening.
/// -1: none.
using ModelId = int;

/// The model of the known answers of simulated subjects, whether or not there is one.
inline constexpr ModelId kKnownAnswer = 0;

/// A subject and a model, and so the fit of one to the other. By id: rows and columns of the
/// library change as files are opened.
struct Choice {
  SubjectId subject = -1;
  ModelId model = -1;

  friend bool operator==(Choice a, Choice b) {
    return a.subject == b.subject && a.model == b.model;
  }
  friend bool operator!=(Choice a, Choice b) { return !(a == b); }
  friend bool operator<(Choice a, Choice b) {
    return a.subject != b.subject ? a.subject < b.subject : a.model < b.model;
  }
};

}  // namespace cortiscope
