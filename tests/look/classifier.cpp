#include <algorithm>
#include <cmath>
#include <map>
#include <opencv2/imgproc.hpp>
#include <opencv2/ml.hpp>

#include "look/look.h"

namespace stubble::test {
namespace {

constexpr int bands = 6;
constexpr std::size_t folds = 6;

// Log power of luma in rings of the spectrum, each over the sum of all.
void add_spectrum(const cv::Mat& luma, std::vector<float>& out) {
    cv::Mat window, wave;
    cv::createHanningWindow(window, luma.size(), CV_32F);
    const cv::Mat high = luma - cv::mean(luma)[0];
    cv::dft(high.mul(window), wave, cv::DFT_COMPLEX_OUTPUT);
    std::array<double, bands> power{};
    for (int y = 0; y < wave.rows; ++y)
        for (int x = 0; x < wave.cols; ++x) {
            const double fy = std::min(y, wave.rows - y), fx = std::min(x, wave.cols - x);
            const double ring = std::hypot(fx, fy) / (patch_px / 2.0);
            const auto band = static_cast<std::size_t>(ring * bands);
            const auto v = wave.at<cv::Vec2f>(y, x);
            if (band < power.size() && ring > 0.05) power[band] += static_cast<double>(v.dot(v));
        }
    double all = 1e-6;
    for (const double p : power) all += p;
    for (const double p : power) out.push_back(static_cast<float>(std::log(p / all + 1e-6)));
}

float deviation(const cv::Mat& values) {
    cv::Scalar mean, sd;
    cv::meanStdDev(values, mean, sd);
    return static_cast<float>(sd[0]);
}

// How lopsided, and how heavy in the tails.
void add_shape(const cv::Mat& values, std::vector<float>& out) {
    cv::Scalar mean, sd;
    cv::meanStdDev(values, mean, sd);
    const cv::Mat z = (values - mean[0]) / std::max(sd[0], 1e-3);
    const cv::Mat cubes = z.mul(z).mul(z), fourths = z.mul(z).mul(z).mul(z);
    out.push_back(static_cast<float>(cv::mean(cubes)[0]));
    out.push_back(static_cast<float>(cv::mean(fourths)[0]));
}

float correlation(const cv::Mat& a, const cv::Mat& b) {
    const cv::Mat u = a - cv::mean(a)[0], v = b - cv::mean(b)[0];
    return static_cast<float>(u.dot(v) / std::sqrt(u.dot(u) * v.dot(v) + 1e-6));
}

// Middle and low end of the noise of small cells (Immerkaer 1996).
void add_noise(const cv::Mat& luma, std::vector<float>& out) {
    const float kernel[9] = {1, -2, 1, -2, 4, -2, 1, -2, 1};
    cv::Mat high;
    cv::filter2D(luma, high, CV_32F, cv::Mat(3, 3, CV_32F, const_cast<float*>(kernel)));
    std::vector<float> cells;
    for (int y = 0; y + 4 <= luma.rows; y += 4)
        for (int x = 0; x + 4 <= luma.cols; x += 4)
            cells.push_back(static_cast<float>(cv::norm(high(cv::Rect(x, y, 4, 4))) / 24.0));
    std::sort(cells.begin(), cells.end());
    out.push_back(cells[cells.size() / 10]);
    out.push_back(cells[cells.size() / 2]);
}

// Chance that a simulated sample scores above a real one.
double auc_of(const std::vector<std::pair<float, bool>>& scored) {
    auto sorted = scored;
    std::sort(sorted.begin(), sorted.end());
    double ranks = 0.0, positive = 0.0;
    for (std::size_t i = 0; i < sorted.size();) {
        std::size_t end = i;
        while (end < sorted.size() && sorted[end].first == sorted[i].first) ++end;
        for (std::size_t k = i; k < end; ++k)
            if (sorted[k].second) ranks += static_cast<double>(i + end + 1) / 2.0, positive += 1.0;
        i = end;
    }
    const double negative = static_cast<double>(sorted.size()) - positive;
    if (positive == 0.0 || negative == 0.0) return 0.5;
    return (ranks - positive * (positive + 1.0) / 2.0) / (positive * negative);
}

cv::Ptr<cv::ml::RTrees> trained(const std::vector<const Sample*>& samples) {
    const int width = static_cast<int>(feature_names().size());
    cv::Mat inputs(static_cast<int>(samples.size()), width, CV_32F),
        wanted(static_cast<int>(samples.size()), 1, CV_32F);
    for (int i = 0; i < inputs.rows; ++i) {
        const Sample& sample = *samples[static_cast<std::size_t>(i)];
        for (int k = 0; k < width; ++k) inputs.at<float>(i, k) = sample.features[static_cast<std::size_t>(k)];
        wanted.at<float>(i, 0) = sample.simulated ? 1.0f : 0.0f;
    }
    auto forest = cv::ml::RTrees::create();
    forest->setMaxDepth(10);
    forest->setMinSampleCount(8);
    forest->setTermCriteria({cv::TermCriteria::MAX_ITER, 150, 0.0});
    cv::theRNG().state = 1;
    forest->train(cv::ml::TrainData::create(inputs, cv::ml::ROW_SAMPLE, wanted));
    return forest;
}

}  // namespace

std::vector<cv::Mat> patches_in(const core::Picture& picture, const cv::Mat& mask, std::size_t most) {
    const cv::Mat whole = view_of(picture);
    std::vector<cv::Mat> found;
    for (int y = 0; y + patch_px <= mask.rows; y += patch_px)
        for (int x = 0; x + patch_px <= mask.cols; x += patch_px)
            if (const cv::Rect r(x, y, patch_px, patch_px);
                cv::countNonZero(mask(r)) > 0.95 * patch_px * patch_px)
                found.push_back(whole(r).clone());
    if (found.size() <= most) return found;
    std::vector<cv::Mat> spread;
    for (std::size_t i = 0; i < most; ++i) spread.push_back(found[i * found.size() / most]);
    return spread;
}

const std::vector<std::string>& feature_names() {
    static const std::vector<std::string> names = {"L*",
                                                   "a*",
                                                   "b*",
                                                   "sd L*",
                                                   "sd a*",
                                                   "sd b*",
                                                   "L*-a* corr",
                                                   "L*-b* corr",
                                                   "skew L*",
                                                   "kurtosis L*",
                                                   "band 1",
                                                   "band 2",
                                                   "band 3",
                                                   "band 4",
                                                   "band 5",
                                                   "band 6",
                                                   "noise, low end",
                                                   "noise, median",
                                                   "slope",
                                                   "slope kurtosis",
                                                   "upright over level slopes",
                                                   "turn length"};
    return names;
}

std::vector<float> features_of(const cv::Mat& patch) {
    cv::Mat wide, lab, luma;
    patch.convertTo(wide, CV_32F, 1.0 / 255.0);
    cv::cvtColor(wide, lab, cv::COLOR_RGB2Lab);
    cv::cvtColor(wide * 255.0, luma, cv::COLOR_RGB2GRAY);
    std::vector<cv::Mat> planes;
    cv::split(lab, planes);
    std::vector<float> f;
    for (const cv::Mat& plane : planes) f.push_back(static_cast<float>(cv::mean(plane)[0]));
    for (cv::Mat& plane : planes) {
        // Shading across the patch is light, not texture.
        cv::Mat smooth;
        cv::GaussianBlur(plane, smooth, {}, 6.0);
        plane -= smooth;
        f.push_back(deviation(plane));
    }
    f.push_back(correlation(planes[0], planes[1]));
    f.push_back(correlation(planes[0], planes[2]));
    add_shape(planes[0], f);
    add_spectrum(luma, f);
    add_noise(luma, f);
    cv::Mat gx, gy, steep, bend;
    cv::Sobel(luma, gx, CV_32F, 1, 0);
    cv::Sobel(luma, gy, CV_32F, 0, 1);
    cv::Laplacian(luma, bend, CV_32F);
    cv::magnitude(gx, gy, steep);
    f.push_back(static_cast<float>(cv::mean(steep)[0]));
    std::vector<float> shape;
    add_shape(steep, shape);
    f.push_back(shape[1]);
    f.push_back(static_cast<float>(std::log((cv::norm(gx) + 1.0) / (cv::norm(gy) + 1.0))));
    f.push_back(static_cast<float>(cv::norm(steep) / (cv::norm(bend) + 1.0)));
    return f;
}

Verdict classify(const std::vector<Sample>& samples) {
    std::map<std::string, std::size_t> fold_of;  // whole persons
    for (const Sample& s : samples) fold_of.emplace(s.person, 0);
    std::size_t next = 0;
    for (auto& [person, fold] : fold_of) fold = next++ % folds;
    std::vector<std::pair<float, bool>> scored;
    for (std::size_t fold = 0; fold < folds; ++fold) {
        std::vector<const Sample*> known;
        for (const Sample& s : samples)
            if (fold_of.at(s.person) != fold) known.push_back(&s);
        const auto forest = trained(known);
        for (const Sample& s : samples)
            if (fold_of.at(s.person) == fold)
                scored.emplace_back(forest->predict(cv::Mat(s.features, true).t()), s.simulated);
    }
    Verdict verdict;
    verdict.auc = auc_of(scored);
    for (std::size_t k = 0; k < feature_names().size(); ++k) {
        std::vector<std::pair<float, bool>> single;
        for (const Sample& s : samples) single.emplace_back(s.features[k], s.simulated);
        verdict.telling.emplace_back(auc_of(single), feature_names()[k]);
    }
    std::sort(verdict.telling.begin(), verdict.telling.end(),
              [](const auto& a, const auto& b) { return std::abs(a.first - 0.5) > std::abs(b.first - 0.5); });
    return verdict;
}

}  // namespace stubble::test
