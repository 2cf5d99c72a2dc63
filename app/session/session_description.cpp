#include "app/session/session_description.h"

#include "app/session/session_opener.h"
#include "app/session/session_state.h"

namespace cortiscope {
namespace {

DescribedPart part_of(const std::string& name, const SessionFile& file) {
  DescribedPart part{name, file.file.string(), {}};
  if (!file.map.empty()) part.facts.push_back({"map", file.map});
  if (file.is_missing) part.facts.push_back({"state", std::string("missing")});
  return part;
}

std::int64_t drawn_in(const SessionSubject& subject) {
  if (!subject.outlined) return 0;
  std::size_t count = 0;
  for (const Hemisphere h : kHemispheres) {
    count += subject.outlined->drawn[h].size() + subject.outlined->hidden_drawn[h].size();
  }
  return std::int64_t(count);
}

}  // namespace

Description describe_session(const std::filesystem::path& file) {
  SavedSession session = read_session(file);
  Description description;
  description.kind = "Cortiscope session";
  find_files(session, file.parent_path(), hash_of_place, StopToken(), &description.problems);
  std::int64_t pins = 0, drawn = 0;
  for (const SessionFile& each : session.files) description.parts.push_back(part_of("file", each));
  for (const SessionSubject& subject : session.subjects) {
    for (const SessionFile& each : subject.overlays) {
      description.parts.push_back(part_of("overlay", each));
    }
    for (const SessionFile& each : subject.regions) {
      description.parts.push_back(part_of("regions", each));
    }
    pins += std::int64_t(subject.pins.size());
    drawn += drawn_in(subject);
  }
  description.facts = {{"files", std::int64_t(session.files.size())},
                       {"subjects", std::int64_t(session.subjects.size())},
                       {"models", std::int64_t(session.models.size())},
                       {"drawn_regions", drawn},
                       {"pins", pins},
                       {"map", name_of(session.look.map)}};
  for (const std::filesystem::path& missing : missing_files(session)) {
    description.problems.push_back(missing.string() +
                                   ": is missing; open the session in the window to locate it");
  }
  return description;
}

}  // namespace cortiscope
