#include "scalp/parsing.h"

#include <algorithm>
#include <array>
#include <limits>
#include <new>
#include <opencv2/core/utils/logger.hpp>
#include <opencv2/dnn.hpp>
#include <opencv2/imgproc.hpp>
#include <optional>
#include <utility>

#include "core/error.h"

namespace stubble::scalp {
namespace {

// OpenCV writes what it dislikes about a net on standard error; the user gets one line instead.
class Quiet {
 public:
    Quiet() : before_(cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT)) {}
    ~Quiet() { cv::utils::logging::setLogLevel(before_); }
    Quiet(const Quiet&) = delete;
    Quiet& operator=(const Quiet&) = delete;

 private:
    cv::utils::logging::LogLevel before_;
};

std::string sidecar_of(const ParserModel& model) {
    auto beside = model.file;
    return beside.replace_extension(".json").string();
}

[[noreturn]] void refuse(const ParserModel& model, const std::string& why) {
    throw core::LoadError("Cannot use " + model.file.string() + " as face parser: " + why);
}

std::string shape_text(const cv::Mat& blob) {
    std::string text;
    for (int d = 0; d < blob.dims; ++d) text += (d > 0 ? "x" : "") + std::to_string(blob.size[d]);
    return text;
}

struct Loaded {
    std::filesystem::path file;
    std::filesystem::file_time_type written;
    cv::dnn::Net net;
};

// A net keeps scratch memory, so every thread owns one; the last one named stays loaded.
cv::dnn::Net& net_of(const ParserModel& model) {
    thread_local std::optional<Loaded> last;
    std::error_code error;
    const auto written = std::filesystem::last_write_time(model.file, error);
    if (error) refuse(model, "the file cannot be opened; check its name.");
    if (last && last->file == model.file && last->written == written) return last->net;
    last.reset();
    try {
        cv::dnn::Net net = cv::dnn::readNetFromONNX(model.file.string());
        net.setPreferableBackend(cv::dnn::DNN_BACKEND_OPENCV);
        net.setPreferableTarget(cv::dnn::DNN_TARGET_CPU);
        last = Loaded{model.file, written, std::move(net)};
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception&) {
        refuse(model, "it is no ONNX net that OpenCV " CV_VERSION " can read; export it with opset 11.");
    }
    return last->net;
}

cv::Mat fed(const ParserModel& model, const cv::Mat& rgb8) {
    cv::Mat picture;
    rgb8.convertTo(picture, CV_32F, 1.0 / 255.0);
    if (model.blue_first) cv::cvtColor(picture, picture, cv::COLOR_RGB2BGR);
    const auto& m = model.mean;
    const auto& d = model.deviation;
    cv::subtract(picture, cv::Scalar(m[0], m[1], m[2]), picture);
    cv::divide(picture, cv::Scalar(d[0], d[1], d[2]), picture);
    return cv::dnn::blobFromImage(picture);
}

int highest_class(const ParserModel& model) {
    int highest = 0;
    for (const auto* channels : {&model.background, &model.skin, &model.hair})
        for (const int channel : *channels) highest = std::max(highest, channel);
    return highest;
}

// Whether every pixel of it has a number for every class.
bool is_answer(const ParserModel& model, const cv::Mat& blob) {
    return blob.dims == 4 && blob.size[0] == 1 && blob.size[1] > highest_class(model) && blob.size[2] > 1 &&
           blob.size[3] > 1 && blob.type() == CV_32F;
}

std::vector<cv::Mat> answers_of(const ParserModel& model, const cv::Mat& rgb8) {
    cv::dnn::Net& net = net_of(model);
    std::vector<std::string> names = net.getUnconnectedOutLayersNames();
    if (!model.output.empty()) {
        if (std::find(names.begin(), names.end(), model.output) == names.end()) {
            std::string known;
            for (const auto& name : names) known += (known.empty() ? "" : ", ") + name;
            refuse(model, "it has no output '" + model.output + "'; name one of these in " +
                              sidecar_of(model) + ": " + known + ".");
        }
        names = {model.output};
    }
    std::vector<cv::Mat> answers;
    const cv::Mat input = fed(model, rgb8);
    try {
        net.setInput(input);
        net.forward(answers, names);
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception&) {
        refuse(model, "it does not work on a picture of " + shape_text(input) + "; give its size in " +
                          sidecar_of(model) + ".");
    }
    return answers;
}

cv::Mat finest_answer(const ParserModel& model, const cv::Mat& rgb8) {
    const std::vector<cv::Mat> answers = answers_of(model, rgb8);
    const cv::Mat* finest = nullptr;
    for (const cv::Mat& answer : answers)
        if (is_answer(model, answer) &&
            (!finest || answer.total() / static_cast<std::size_t>(answer.size[1]) >
                            finest->total() / static_cast<std::size_t>(finest->size[1])))
            finest = &answer;
    if (!finest)
        refuse(model, "it has output " + (answers.empty() ? "nothing" : shape_text(answers.front())) +
                          " but the class map names class " + std::to_string(highest_class(model)) +
                          "; 1 x classes x height x width is needed, or another class map in " +
                          sidecar_of(model) + ".");
    if (!cv::checkRange(finest->reshape(1, 1))) refuse(model, "its output is not finite.");
    return finest->clone();
}

// Scores to probabilities, in place; what sums to 1 everywhere is one already.
void make_probabilities(std::vector<cv::Mat>& channels) {
    cv::Mat sum = channels[0].clone(), lowest = channels[0].clone(), highest = channels[0].clone();
    for (std::size_t c = 1; c < channels.size(); ++c) {
        sum += channels[c];
        lowest = cv::min(lowest, channels[c]);
        highest = cv::max(highest, channels[c]);
    }
    const bool already = cv::norm(sum, cv::Mat::ones(sum.size(), CV_32F), cv::NORM_INF) < 0.02 &&
                         cv::checkRange(lowest, true, nullptr, -1e-3, std::numeric_limits<double>::max());
    if (already) return;
    sum = 0.0;
    for (cv::Mat& channel : channels) {
        cv::exp(channel - highest, channel);
        sum += channel;
    }
    for (cv::Mat& channel : channels) channel /= sum;
}

Classes classes_of(const ParserModel& model, const cv::Mat& answer) {
    std::vector<cv::Mat> channels;
    for (int c = 0; c < answer.size[1]; ++c)
        channels.push_back(
            cv::Mat(answer.size[2], answer.size[3], CV_32F, const_cast<float*>(answer.ptr<float>(0, c)))
                .clone());
    make_probabilities(channels);
    const auto sum_of = [&](const std::vector<int>& wanted) {
        cv::Mat sum = cv::Mat::zeros(channels[0].size(), CV_32F);
        for (const int c : wanted) sum += channels[static_cast<std::size_t>(c)];
        return sum;
    };
    Classes classes{sum_of(model.background), sum_of(model.skin), sum_of(model.hair)};
    const cv::Mat silent = cv::max(1.0 - classes.background - classes.skin - classes.hair, 0.0) * (1.0 / 3.0);
    classes.background += silent;
    classes.skin += silent;
    classes.hair += silent;
    return classes;
}

// Default, for either witness: less often right than it says, and never certain.
constexpr double humility = 0.7, doubt = 0.02;

cv::Mat weight_of(const cv::Mat& probability) {
    cv::Mat weight;
    cv::pow(cv::max(probability, 0.0) + doubt, humility, weight);
    return weight;
}

cv::Mat mapped(const cv::Mat& map, const cv::Matx23d& to_map, cv::Size size) {
    cv::Mat out;
    cv::warpAffine(map, out, to_map, size, cv::INTER_LINEAR | cv::WARP_INVERSE_MAP, cv::BORDER_CONSTANT,
                   cv::Scalar(1.0 / 3.0));
    return out;
}

// The classes on a grid whose pixel (0, 0) begins at `corner` and whose pixels are `step` wide, photo pixels.
Classes on_grid(const Parsing& parsing, core::PhotoPoint corner, double step, cv::Size size) {
    const cv::Rect2d& box = parsing.photo_px;
    const double sx = parsing.classes.skin.cols / box.width, sy = parsing.classes.skin.rows / box.height;
    const cv::Matx23d to_map(sx * step, 0.0, (corner.x + 0.5 * step - box.x) * sx - 0.5, 0.0, sy * step,
                             (corner.y + 0.5 * step - box.y) * sy - 0.5);
    return {mapped(parsing.classes.background, to_map, size), mapped(parsing.classes.skin, to_map, size),
            mapped(parsing.classes.hair, to_map, size)};
}

}  // namespace

Parsing parse_head(const ParserModel& model, const Working& working, const Sketch& sketch) {
    const Quiet quiet;
    const double side = sketch.photo_px_per_px * sketch.side(), w = model.size.width, h = model.size.height;
    const double width = side * std::max(1.0, w / h), height = side * std::max(1.0, h / w);
    Parsing parsing;
    parsing.photo_px = {sketch.corner_px.x + (side - width) / 2.0, sketch.corner_px.y + (side - height) / 2.0,
                        width, height};
    const double by = working.px_per_photo_px;
    const cv::Rect2d box(parsing.photo_px.x * by, parsing.photo_px.y * by, width * by, height * by);
    parsing.classes =
        classes_of(model, finest_answer(model, cut_out(working, box, {model.size.width, model.size.height})));
    return parsing;
}

Classes at_working_size(const Parsing& parsing, const Working& working) {
    return on_grid(parsing, {0, 0}, 1.0 / working.px_per_photo_px, working.size());
}

Classes agreed(const Classes& expected, const Classes& parsed) {
    Classes both{expected.background.mul(weight_of(parsed.background)),
                 expected.skin.mul(weight_of(parsed.skin)), expected.hair.mul(weight_of(parsed.hair))};
    const cv::Mat sum = both.background + both.skin + both.hair;
    both.background /= sum;
    both.skin /= sum;
    both.hair /= sum;
    return both;
}

Sketch agreed(const Sketch& sketch, const Parsing& parsing) {
    const Classes parsed = on_grid(parsing, sketch.corner_px, sketch.photo_px_per_px, sketch.place_mm.size());
    const cv::Mat skin = weight_of(parsed.skin), hair = weight_of(parsed.hair);
    // In the order of `Region`.
    const std::array<cv::Mat, core::region_names.size()> weights = {weight_of(parsed.background), skin, hair,
                                                                    skin, 0.5 * (skin + hair)};
    cv::Mat sum = cv::Mat::zeros(skin.size(), CV_32F);
    Sketch both = sketch;
    for (std::size_t r = 0; r < weights.size(); ++r) {
        both.regions[r] = cv::Mat();  // the maps of a copy are shared
        cv::multiply(sketch.regions[r], weights[r], both.regions[r]);
        sum += both.regions[r];
    }
    for (cv::Mat& region : both.regions) region /= sum;
    return both;
}

Expectation expect(const std::optional<ParserModel>& parser, const Working& working, const Working& middle) {
    const Sketch sketch = read_sketch(working);
    const Classes classes = expected_by_sketch(sketch, middle);
    if (!parser) return {sketch, classes};
    const Parsing parsing = parse_head(*parser, working, sketch);
    // The classes hear the parser at their own size: it may be finer than the sketch.
    return {agreed(sketch, parsing), agreed(classes, at_working_size(parsing, middle))};
}

}  // namespace stubble::scalp
