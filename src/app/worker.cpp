#include "app/worker.h"

#include <exception>
#include <new>
#include <utility>

namespace stubble::app {
namespace {

// Unwinds an evaluation nobody waits for.
struct Superseded {};

std::shared_ptr<const PhotoFacts> facts_of(const session::Derived& derived) {
    auto facts = std::make_shared<PhotoFacts>();
    facts->areas_cm2 = scalp::region_areas_cm2(*derived.scalp);
    facts->regions = std::make_shared<core::Picture>(scalp::overlay(*derived.scalp, derived.photo->pixels));
    return facts;
}

}  // namespace

Worker::Worker(session::Until until, std::function<void()> wake)
    : until_(until), wake_(std::move(wake)), thread_([this](const std::stop_token& stop) { work(stop); }) {}

void Worker::open(const std::filesystem::path& photo) {
    const std::scoped_lock lock(mutex_);
    waiting_ = Request{photo, {}};
    changed_.notify_all();
}

void Worker::evaluate(const session::Document& document) {
    const std::scoped_lock lock(mutex_);
    if (waiting_ && waiting_->photo) return;
    waiting_ = Request{std::nullopt, document};
    changed_.notify_all();
}

std::optional<Outcome> Worker::take() {
    const std::scoped_lock lock(mutex_);
    if (results_.empty()) return std::nullopt;
    Outcome oldest = std::move(results_.front());
    results_.pop_front();
    return oldest;
}

Worker::Progress Worker::progress() const {
    const std::scoped_lock lock(mutex_);
    return progress_;
}

void Worker::report(const std::string& stage, double share, const std::stop_token& stop) {
    {
        const std::scoped_lock lock(mutex_);
        if (stop.stop_requested() || (waiting_ && waiting_->photo)) throw Superseded{};
        progress_ = {true, stage, share};
    }
    wake_();
}

Outcome Worker::answer(const Request& request, const std::stop_token& stop) {
    Outcome outcome{request.document, request.photo.has_value(), {}, {}, {}};
    try {
        if (request.photo) outcome.document = session::new_document(*request.photo);
        const auto caller = std::this_thread::get_id();
        auto derived = session::evaluate(outcome.document, request.photo ? session::Derived{} : latest_,
                                         until_, [&](const std::string& stage, double share) {
                                             // Only this thread may be unwound: a stage's helpers must run to
                                             // their end.
                                             if (std::this_thread::get_id() == caller)
                                                 report(stage, share, stop);
                                         });
        if (!facts_ || derived.scalp != latest_.scalp) facts_ = facts_of(derived);
        latest_ = derived;
        outcome.derived = std::move(derived);
        outcome.facts = facts_;
    } catch (const std::bad_alloc&) {
        outcome.error = "not enough memory for " + outcome.document.photo.string() +
                        ": close other programs or use a smaller photo";
    } catch (const std::exception& problem) {
        outcome.error = problem.what();
    }
    return outcome;
}

void Worker::work(const std::stop_token& stop) {
    for (;;) {
        Request request;
        {
            std::unique_lock lock(mutex_);
            if (!changed_.wait(lock, stop, [this] { return waiting_.has_value(); })) return;
            request = *std::exchange(waiting_, std::nullopt);
            progress_ = {true, request.photo ? "Opening" : "Drawing", 0.0};
        }
        wake_();
        std::optional<Outcome> outcome;
        try {
            outcome = answer(request, stop);
        } catch (const Superseded&) {
        }
        {
            const std::scoped_lock lock(mutex_);
            progress_ = {};
            if (outcome) results_.push_back(std::move(*outcome));
        }
        wake_();
    }
}

}  // namespace stubble::app
