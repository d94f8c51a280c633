// Generators of chunked bodies, RFC 9112, section 7.1.
#ifndef PLUMBLINE_PROPERTIES_GENERATORS_CHUNKED_H_
#define PLUMBLINE_PROPERTIES_GENERATORS_CHUNKED_H_

#include <rapidcheck.h>

#include <string>
#include <vector>

#include "parser/chunked.h"
#include "parser/stream.h"
#include "properties/generators/fields.h"
#include "properties/generators/sample.h"

namespace plumbline::properties {

// chunk-ext: with whitespace around ";" and "=", values that are tokens or quoted-strings; may be
// empty.
rc::Gen<Sample<std::vector<ChunkExtension>>> ChunkExt();
// chunk-size of this many octets: leading zeros, both cases.
rc::Gen<std::string> ChunkSizeText(uint64_t size);
// chunked-body with its trailer section and final CRLF.
rc::Gen<Sample<ChunkedBody>> AnyChunkedBody();
// The same with a trailer section of these.
rc::Gen<Sample<ChunkedBody>> ChunkedBodyWith(rc::Gen<std::vector<FieldSpec>> trailers);

// Lower-case hexadecimal digits.
std::string Hex(uint64_t number);

}  // namespace plumbline::properties

#endif  // PLUMBLINE_PROPERTIES_GENERATORS_CHUNKED_H_
