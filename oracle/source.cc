#include "oracle/source.h"

#include <algorithm>

namespace plumbline::oracle {

uint64_t Source::Received(size_t position) const {
  const auto after = std::upper_bound(marks_.begin(), marks_.end(), position,
                                      [](size_t at, const Mark& mark) { return at < mark.position; });
  if (after == marks_.begin()) return position;
  const Mark& mark = *std::prev(after);
  return mark.fixed ? mark.received : mark.received + (position - mark.position);
}

void Source::Replace(size_t at, size_t removed, absl::string_view inserted) {
  if (!rewritten_) {
    own_ = std::string(received_);
    rewritten_ = true;
  }
  if (removed == 1 && inserted.size() == 1) {  // one for one: nothing moves
    own_[at] = inserted[0];
    return;
  }
  const uint64_t begin = Received(at);
  const uint64_t end = Received(at + removed);
  own_.replace(at, removed, inserted.data(), inserted.size());

  const auto first = std::lower_bound(marks_.begin(), marks_.end(), at,
                                      [](const Mark& mark, size_t position) { return mark.position < position; });
  auto last = first;
  while (last != marks_.end() && last->position <= at + removed) ++last;
  for (auto mark = last; mark != marks_.end(); ++mark) mark->position += inserted.size() - removed;
  std::vector<Mark> made;
  if (!inserted.empty()) made.push_back({at, begin, true});
  made.push_back({at + inserted.size(), end, false});
  marks_.insert(marks_.erase(first, last), made.begin(), made.end());
}

}  // namespace plumbline::oracle
