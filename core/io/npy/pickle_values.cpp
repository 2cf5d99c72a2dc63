#include "core/io/npy/pickle_values.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "core/base/error.h"
#include "core/io/byte_reader.h"

namespace cortiscope {
namespace {

using Kind = PickleValue::Kind;

const char* const kExpected = "expected the names of regions as numpy.save writes a dict of them";
const char* const kTakeAnother = "take the file from the study's own download";

/// What NumPy writes of an array of objects. Under protocol 2 Python 3 writes bytes as text and
/// their encoding.
const std::string kArrayType = "numpy.ndarray";
const std::string kDtype = "numpy.dtype";
const std::string kEncode = "_codecs.encode";
const std::array<std::string, 2> kReconstruct = {"numpy.core.multiarray._reconstruct",
                                                 "numpy._core.multiarray._reconstruct"};

bool is_reconstruct(const std::string& name) {
  return std::find(kReconstruct.begin(), kReconstruct.end(), name) != kReconstruct.end();
}

bool is_known(const std::string& name) {
  return name == kArrayType || name == kDtype || name == kEncode || is_reconstruct(name);
}

/// The stack machine that a pickle is a program of, without its means to run anything.
class PickleParser {
 public:
  PickleParser(std::string_view bytes, const std::string& subject)
      : bytes_(bytes, subject, ByteOrder::kLittle) {}

  PickleValues parse() {
    while (step()) {
    }
    if (stack_.size() != 1 || !marks_.empty()) refuse();
    values_.result = stack_.back();
    return std::move(values_);
  }

 private:
  [[noreturn]] void refuse() const {
    throw Error(ErrorKind::kBadFormat, bytes_.subject(),
                std::string(kExpected) + ", found a pickle of something else", kTakeAnother);
  }

  template <class T>
  T number() {
    return bytes_.number<T>("its pickle");
  }
  std::string take(std::uint64_t count) {
    bytes_.require(count, "its pickle");
    return std::string(bytes_.take(std::size_t(count), "its pickle"));
  }
  std::string line() {
    std::string text;
    for (char c = number<char>(); c != '\n'; c = number<char>()) text += c;
    return text;
  }

  void push(PickleValue value) {
    values_.all.push_back(std::move(value));
    stack_.push_back(int(values_.all.size()) - 1);
  }
  void push(Kind kind) { push(PickleValue{kind, 0, {}, {}}); }
  void push(Kind kind, std::string text) { push(PickleValue{kind, 0, std::move(text), {}}); }
  void push_integer(std::int64_t number) { push(PickleValue{Kind::kInteger, number, {}, {}}); }
  void push_bool(bool is_true) { push(PickleValue{Kind::kBool, is_true, {}, {}}); }

  /// How many values on the stack lie below the last mark.
  std::size_t floor() const { return marks_.empty() ? 0 : marks_.back(); }
  int pop() {
    if (stack_.size() <= floor()) refuse();
    const int place = stack_.back();
    stack_.pop_back();
    return place;
  }
  PickleValue& top() {
    if (stack_.size() <= floor()) refuse();
    return values_.all[std::size_t(stack_.back())];
  }
  std::vector<int> pop_some(std::size_t count) {
    if (stack_.size() < floor() + count) refuse();
    const auto first = stack_.end() - std::ptrdiff_t(count);
    std::vector<int> items(first, stack_.end());
    stack_.erase(first, stack_.end());
    return items;
  }
  std::vector<int> pop_to_mark() {
    if (marks_.empty()) refuse();
    std::vector<int> items = pop_some(stack_.size() - marks_.back());
    marks_.pop_back();
    return items;
  }

  void push_tuple(std::vector<int> items) {
    push(PickleValue{Kind::kTuple, 0, {}, std::move(items)});
  }
  void add_to(Kind kind, const std::vector<int>& items) {
    PickleValue& container = top();
    if (!container.is(kind) || (kind == Kind::kDict && items.size() % 2 != 0)) refuse();
    container.items.insert(container.items.end(), items.begin(), items.end());
  }

  void push_function(const std::string& module, const std::string& name) {
    const std::string function = module + "." + name;
    if (!is_known(function)) {
      throw Error(
          ErrorKind::kBadFormat, bytes_.subject(),
          std::string(kExpected) + ", found a pickle with code: it calls " + in_quotes(function),
          std::string("nothing of it was run; ") + kTakeAnother);
    }
    push(Kind::kFunction, function);
  }
  void push_function_of_stack() {
    const std::vector<int> names = pop_some(2);
    const PickleValue& module = values_.all[std::size_t(names[0])];
    const PickleValue& name = values_.all[std::size_t(names[1])];
    if (!module.is(Kind::kText) || !name.is(Kind::kText)) refuse();
    push_function(module.text, name.text);
  }

  /// Stands for the call of a known function: what it would give, with its arguments checked.
  void reduce() {
    const std::vector<int> call = pop_some(2);
    const PickleValue& function = values_.all[std::size_t(call[0])];
    const PickleValue& tuple = values_.all[std::size_t(call[1])];
    if (!function.is(Kind::kFunction) || !tuple.is(Kind::kTuple) || tuple.items.empty()) refuse();
    const PickleValue& first = values_.all[std::size_t(tuple.items[0])];
    if (is_reconstruct(function.text)) {
      if (!first.is(Kind::kFunction) || first.text != kArrayType) refuse();
      push(Kind::kArray);
    } else if (function.text == kDtype) {
      if (!first.is(Kind::kText) || (first.text != "O8" && first.text != "O")) refuse();
      push(Kind::kType);
    } else if (function.text == kEncode) {
      if (!first.is(Kind::kText)) refuse();
      push(Kind::kBytes, std::string(first.text));
    } else {
      refuse();
    }
  }

  /// Sets the state of an array; that of a type of objects says nothing new.
  void build() {
    const int state = pop();
    PickleValue& object = top();
    if (object.is(Kind::kArray) && object.items.empty()) {
      object.items = {state};
    } else if (!object.is(Kind::kType)) {
      refuse();
    }
  }

  void remember(std::uint32_t name) {
    top();
    memo_[name] = stack_.back();
  }
  void recall(std::uint32_t name) {
    const auto found = memo_.find(name);
    if (found == memo_.end()) refuse();
    stack_.push_back(found->second);
  }

  /// An integer of up to eight bytes, the highest of which holds the sign.
  void push_long() {
    const auto size = number<std::uint8_t>();
    if (size > sizeof(std::int64_t)) refuse();
    const std::string bytes = take(size);
    const bool is_negative = !bytes.empty() && (bytes.back() & '\x80') != 0;
    std::uint64_t bits = is_negative ? ~std::uint64_t(0) : 0;
    for (std::size_t i = bytes.size(); i-- > 0;) bits = bits << 8 | std::uint8_t(bytes[i]);
    push_integer(std::int64_t(bits));
  }

  /// Reads one opcode and what follows it. @return  false at the last
  bool step() {
    switch (number<std::uint8_t>()) {
      case 0x80: {  // PROTO
        const auto protocol = number<std::uint8_t>();
        if (protocol < 2 || protocol > 5) refuse();
        break;
      }
      case 0x95:  // FRAME: how many bytes follow together
        number<std::uint64_t>();
        break;
      case 'c': {  // GLOBAL
        const std::string module = line();
        push_function(module, line());
        break;
      }
      case 0x93:  // STACK_GLOBAL
        push_function_of_stack();
        break;
      case 'R':  // REDUCE
        reduce();
        break;
      case 'b':  // BUILD
        build();
        break;
      case 'q':  // BINPUT
        remember(number<std::uint8_t>());
        break;
      case 'r':  // LONG_BINPUT
        remember(number<std::uint32_t>());
        break;
      case 0x94:  // MEMOIZE
        remember(std::uint32_t(memo_.size()));
        break;
      case 'h':  // BINGET
        recall(number<std::uint8_t>());
        break;
      case 'j':  // LONG_BINGET
        recall(number<std::uint32_t>());
        break;
      case 'N':
        push(Kind::kNone);
        break;
      case 0x88:  // NEWTRUE
        push_bool(true);
        break;
      case 0x89:  // NEWFALSE
        push_bool(false);
        break;
      case 'K':  // BININT1
        push_integer(number<std::uint8_t>());
        break;
      case 'M':  // BININT2
        push_integer(number<std::uint16_t>());
        break;
      case 'J':  // BININT
        push_integer(number<std::int32_t>());
        break;
      case 0x8a:  // LONG1
        push_long();
        break;
      case 'U':  // SHORT_BINSTRING, which Python 2 writes of bytes and of text alike
        push(Kind::kText, take(number<std::uint8_t>()));
        break;
      case 'X':  // BINUNICODE
        push(Kind::kText, take(number<std::uint32_t>()));
        break;
      case 0x8c:  // SHORT_BINUNICODE
        push(Kind::kText, take(number<std::uint8_t>()));
        break;
      case 'C':  // SHORT_BINBYTES
        push(Kind::kBytes, take(number<std::uint8_t>()));
        break;
      case '(':
        marks_.push_back(stack_.size());
        break;
      case ')':
        push_tuple({});
        break;
      case 0x85:  // TUPLE1
        push_tuple(pop_some(1));
        break;
      case 0x86:  // TUPLE2
        push_tuple(pop_some(2));
        break;
      case 0x87:  // TUPLE3
        push_tuple(pop_some(3));
        break;
      case 't':
        push_tuple(pop_to_mark());
        break;
      case ']':
        push(Kind::kList);
        break;
      case 'a':  // APPEND
        add_to(Kind::kList, pop_some(1));
        break;
      case 'e':  // APPENDS
        add_to(Kind::kList, pop_to_mark());
        break;
      case '}':
        push(Kind::kDict);
        break;
      case 's':  // SETITEM
        add_to(Kind::kDict, pop_some(2));
        break;
      case 'u':  // SETITEMS
        add_to(Kind::kDict, pop_to_mark());
        break;
      case '.':
        return false;
      default:
        refuse();
    }
    return true;
  }

  ByteReader bytes_;
  PickleValues values_;
  std::vector<int> stack_;          // places of values
  std::vector<std::size_t> marks_;  // how many values lay on the stack at each
  std::unordered_map<std::uint32_t, int> memo_;
};

}  // namespace

PickleValues parse_pickle(std::string_view bytes, const std::string& subject) {
  return PickleParser(bytes, subject).parse();
}

}  // namespace cortiscope
