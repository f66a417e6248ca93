// What a user's face-parsing net makes of the head: a further witness for background, skin and hair.
#pragma once

#include <opencv2/core.hpp>
#include <optional>

#include "scalp/classes.h"
#include "scalp/parser_model.h"
#include "scalp/reader.h"
#include "scalp/working.h"

namespace stubble::scalp {

struct Parsing {
    Classes classes;      // at the size of the net's answer
    cv::Rect2d photo_px;  // the part of the photo they cover
};

// Looks at the square in which the sketch found the head, widened to the shape of the net's picture. Throws
// LoadError when the file cannot be read, does not take the picture, or answers something else than a score
// or a probability for every class of the model.
Parsing parse_head(const ParserModel& model, const Working& working, const Sketch& sketch);

// The net's classes at the working size; a third each where it did not look.
Classes at_working_size(const Parsing& parsing, const Working& working);

// Both witnesses together: products of their probabilities, of which neither may veto the other's.
Classes agreed(const Classes& expected, const Classes& parsed);
// The same for the sketch's five regions; thinning scalp is half skin and half hair.
Sketch agreed(const Sketch& sketch, const Parsing& parsing);

// What may be expected before the photo's own colours are learnt.
struct Expectation {
    Sketch sketch;
    Classes classes;  // at the size of `middle`
};
// By the sketch, and by a parser where one is named; `middle` is a smaller copy of `working`.
Expectation expect(const std::optional<ParserModel>& parser, const Working& working, const Working& middle);

}  // namespace stubble::scalp
