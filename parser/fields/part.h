// The parts of a field's value. VisitParts(value, visit) beside each value type calls `visit` with
// every Part in order, and is all that `plumbline explain`, Serialize() and the
// printers of properties/ know of a type; those of fuzz/ write it out a second time.
#ifndef PLUMBLINE_PARSER_FIELDS_PART_H_
#define PLUMBLINE_PARSER_FIELDS_PART_H_

#include "absl/strings/string_view.h"

namespace plumbline {

struct Part {
  absl::string_view begins;      // the production that begins here: "received-by"; empty: none does
  absl::string_view production;  // of the octets: "pseudonym"; empty: they have none of their own
  absl::string_view octets;
  absl::string_view before = "";       // what a sender writes before it
  bool present = true;                 // false: the value goes without it
  absl::string_view alternative = "";  // which one of `begins` it is, where the type tells
};

// The parts of a list's members, by `visit_member(member, visit)`: a sender writes a comma and a
// space between members (RFC 9110, section 5.6.1.1).
template <typename List, typename VisitMember, typename Visit>
void VisitMembers(const List& members, const VisitMember& visit_member, const Visit& visit) {
  bool first = true;
  for (const auto& member : members) {
    bool separated = first;
    first = false;
    visit_member(member, [&](Part part) {
      if (!separated && part.present) {
        part.before = ", ";
        separated = true;
      }
      visit(part);
    });
  }
}

// The same of members with a VisitParts() of their own.
template <typename List, typename Visit>
void VisitMembers(const List& members, const Visit& visit) {
  VisitMembers(
      members, [](const auto& member, const auto& visit_part) { VisitParts(member, visit_part); }, visit);
}

// The same of members that are one `production` each.
template <typename List, typename Visit>
void VisitNames(const List& names, absl::string_view production, const Visit& visit) {
  VisitMembers(
      names,
      [&](absl::string_view name, const auto& visit_part) {
        visit_part(Part{production, production, name});
      },
      visit);
}

}  // namespace plumbline

#endif  // PLUMBLINE_PARSER_FIELDS_PART_H_
