// What was worked out lately, kept for the next time it is asked for.
#pragma once

#include <algorithm>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <utility>

namespace stubble::core {

// The values of the `kept` keys asked for last; may be asked by several threads, one of which works at a
// time.
template <class Key, class Value, std::size_t kept>
class Recent {
 public:
    // make(key) where the value is not at hand.
    template <class Make>
    std::shared_ptr<const Value> get(const Key& key, const Make& make) {
        const std::lock_guard lock(mutex_);
        const auto known =
            std::find_if(known_.begin(), known_.end(), [&](const auto& one) { return one.first == key; });
        if (known != known_.end()) {
            std::rotate(known_.begin(), known, known + 1);
        } else {
            known_.emplace_front(key, std::make_shared<const Value>(make(key)));
            if (known_.size() > kept) known_.pop_back();
        }
        return known_.front().second;
    }

 private:
    std::mutex mutex_;
    std::deque<std::pair<Key, std::shared_ptr<const Value>>> known_;
};

}  // namespace stubble::core
