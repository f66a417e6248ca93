#include "session/setting_kinds.h"

#include <algorithm>
#include <stdexcept>

namespace stubble::session {

Setting described(const Text& text) {
    Setting s;
    s.name = text.name, s.label = text.label, s.unit = text.unit, s.group = text.group, s.help = text.help;
    return s;
}

Setting described(const Text& text, const Range& range) {
    Setting s = described(text);
    s.minimum = range.minimum, s.maximum = range.maximum, s.step = range.step;
    return s;
}

double clamped(double value, const Range& range) {
    return std::isnan(value) ? range.minimum : std::clamp(value, range.minimum, range.maximum);
}

void refuse(const Setting& setting, const std::string& name) {
    std::string known;
    for (const Choice& choice : setting.choices) known += (known.empty() ? "" : ", ") + choice.name;
    throw std::invalid_argument("'" + name + "' is no " + setting.name + ": choose one of " + known);
}

}  // namespace stubble::session
