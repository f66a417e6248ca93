#include "app/worker.h"

#include <algorithm>
#include <exception>
#include <new>
#include <utility>

namespace stubble::app {
namespace {

// Unwinds an evaluation nobody waits for.
struct Superseded {};

}  // namespace

Worker::Worker(session::Until until, std::function<void()> wake)
    : wake_(std::move(wake)), until_(until), thread_([this](const std::stop_token& stop) { work(stop); }) {}

void Worker::set_until(session::Until until) {
    const std::scoped_lock lock(mutex_);
    until_ = until;
}

void Worker::open(const std::filesystem::path& photo) {
    const std::scoped_lock lock(mutex_);
    waiting_ = Request{photo, {}, until_};
    changed_.notify_all();
}

void Worker::evaluate(const session::Document& document, session::Until until) {
    const std::scoped_lock lock(mutex_);
    if (waiting_ && waiting_->photo) return;
    waiting_ = Request{std::nullopt, document, std::min(until, until_)};
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

void Worker::deliver(Outcome outcome) {
    {
        const std::scoped_lock lock(mutex_);
        results_.push_back(std::move(outcome));
    }
    wake_();
}

void Worker::evaluate_until_end(const Request& request, Outcome& outcome, const std::stop_token& stop) {
    if (request.photo) {
        outcome.opened = true;
        outcome.document = session::new_document(*request.photo);
        latest_ = session::evaluate(outcome.document, {}, session::Until::loaded);
        deliver({outcome.document, true, latest_, {}});
        outcome.opened = false;
    }
    const auto caller = std::this_thread::get_id();
    auto derived = session::evaluate(outcome.document, latest_, request.until,
                                     [&](const std::string& stage, double share) {
                                         // Only this thread may be unwound: a stage's helpers must run to
                                         // their end.
                                         if (std::this_thread::get_id() == caller) report(stage, share, stop);
                                     });
    latest_ = derived;
    outcome.derived = std::move(derived);
}

void Worker::answer(const Request& request, const std::stop_token& stop) {
    // An edit that was made while another photo was being opened has nobody to look at it.
    const bool of_former_photo = latest_.photo && request.document.photo != latest_.document.photo;
    if (!request.photo && of_former_photo) return;
    Outcome outcome{request.document, false, {}, {}};
    try {
        evaluate_until_end(request, outcome, stop);
    } catch (const Superseded&) {
        return;
    } catch (const std::bad_alloc&) {
        outcome.error = "not enough memory for " + outcome.document.photo.string() +
                        ": close other programs or use a smaller photo";
    } catch (const std::exception& problem) {
        outcome.error = problem.what();
    }
    deliver(std::move(outcome));
}

void Worker::work(const std::stop_token& stop) {
    for (;;) {
        Request request;
        {
            std::unique_lock lock(mutex_);
            if (!changed_.wait(lock, stop, [this] { return waiting_.has_value(); })) return;
            request = *std::exchange(waiting_, std::nullopt);
            progress_ = {true, "load", 0.0};
        }
        wake_();
        answer(request, stop);
        {
            const std::scoped_lock lock(mutex_);
            progress_ = {};
        }
        wake_();
    }
}

}  // namespace stubble::app
