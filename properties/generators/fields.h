// Generators of field lines and of the field values that HTTP/1.1 itself defines: each gives the
// members of the value as they are, and octets in which the recipient's list rule (RFC 9110,
// section 5.6.1.2) is used to the full.
#ifndef PLUMBLINE_PROPERTIES_GENERATORS_FIELDS_H_
#define PLUMBLINE_PROPERTIES_GENERATORS_FIELDS_H_

#include <rapidcheck.h>

#include <string>
#include <vector>

#include "parser/fields/values.h"
#include "parser/message.h"
#include "properties/generators/sample.h"

namespace plumbline::properties {

// A field line and the whitespace around its value.
struct FieldSpec {
  std::string name;
  std::string value;
  std::string before;  // OWS
  std::string after;   // OWS

  std::string Octets() const { return name + ":" + before + value + after; }
  FieldLine Value() const { return {Intern(name), Intern(value)}; }
};
void showValue(const FieldSpec& field, std::ostream& os);

// field-name whose value decides nothing about framing or persistence.
rc::Gen<std::string> OrdinaryFieldName();
rc::Gen<FieldSpec> FieldNamed(const std::string& name, rc::Gen<std::string> value);
rc::Gen<FieldSpec> OrdinaryField();
rc::Gen<Sample<FieldLine>> AnyFieldLine();

rc::Gen<std::string> ConnectionOption();  // often one that matters; never "close" or "keep-alive"

// A generator for each field whose value the parser reads: Gen<Sample<Via>> ViaValue(). HostValue stands in uri.cc.
template <typename T>
Sample<T> SampleOf(Result<T> (*parse)(absl::string_view));  // for its type alone
#define PLUMBLINE_VALUE_FIELD(id, name, document, section, shape, traits, rule, syntax) \
  rc::Gen<decltype(SampleOf(Parse##id))> id##Value();
#include "parser/fields/fields.def"

}  // namespace plumbline::properties

#endif  // PLUMBLINE_PROPERTIES_GENERATORS_FIELDS_H_
