// Evaluates documents on a thread of its own, so that the window never waits. The newest document wins.
#pragma once

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "session/document.h"

namespace stubble::app {

struct Outcome {
    session::Document document;
    bool opened = false;                      // answers open(): a photo takes the place of the one shown
    std::optional<session::Derived> derived;  // empty: it failed
    std::string error;                        // one line for the user, when it failed
};

class Worker {
 public:
    // Evaluates up to `until`; `wake` is called from the worker's thread whenever there is news.
    Worker(session::Until until, std::function<void()> wake);

    // Evaluates up to there from the next request on.
    void set_until(session::Until until);

    // Starts on a photo; what was asked for before is given up. There are two results: the photo as soon as
    // it is decoded, marked as opened, then what follows from it.
    void open(const std::filesystem::path& photo);
    // Evaluates an edit of the photo shown, no further than `until`. A waiting one is replaced; one under way
    // is finished first, so that the picture follows a slider while it moves.
    void evaluate(const session::Document& document, session::Until until = session::Until::drawn);

    // Results in the order they were asked for, each once.
    std::optional<Outcome> take();

    struct Progress {
        bool busy = false;
        std::string stage;
        double share = 0.0;
    };
    Progress progress() const;

 private:
    struct Request {
        std::optional<std::filesystem::path> photo;
        session::Document document;
        session::Until until = session::Until::drawn;
    };
    void work(const std::stop_token& stop);
    // Both hand their results to `deliver`.
    void answer(const Request& request, const std::stop_token& stop);
    void evaluate_until_end(const Request& request, Outcome& outcome, const std::stop_token& stop);
    void deliver(Outcome outcome);
    void report(const std::string& stage, double share, const std::stop_token& stop);

    const std::function<void()> wake_;
    mutable std::mutex mutex_;
    session::Until until_;
    std::condition_variable_any changed_;
    std::optional<Request> waiting_;
    std::deque<Outcome> results_;
    Progress progress_;
    session::Derived latest_;  // of the worker's thread alone
    std::jthread thread_;      // last: it uses all of the above
};

}  // namespace stubble::app
