// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <filesystem>
#include <mutex>
#include <opencv2/core/mat.hpp>
#include <thread>

#include "core/scaleup/disk_guard.h"
#include "core/scaleup/item_log.h"

namespace destudio::scaleup {

/// Writes finished items on a thread of its own, in the order in which they come: first the picture, whole, then the
/// line that says so. A few may wait; more hold up the caller, so that memory stays bounded.
class ItemWriter {
public:
    /// @param marked as picture_bytes() has it @param log and guard have to outlive the writer
    /// @param stop ends waiting for room on the disk
    ItemWriter(std::filesystem::path images, bool marked, ItemLog& log, DiskGuard& guard, std::stop_token stop);
    /// Writes what waits, as far as it can.
    ~ItemWriter();
    ItemWriter(const ItemWriter&) = delete;
    ItemWriter& operator=(const ItemWriter&) = delete;

    /// @param image empty when the item has no picture in the dataset
    /// @throws what went wrong with an earlier item
    void add(ItemRecord record, cv::Mat image);
    /// Waits until everything is written. @throws what went wrong
    void drain();
    /// Average of the pictures written by this writer, 0 before the first.
    std::uintmax_t bytes_per_image() const;

private:
    struct Work {
        ItemRecord record;
        cv::Mat image;
    };
    void run(const std::stop_token& closing);
    void write(Work& work);

    std::filesystem::path m_images;
    bool m_marked;
    ItemLog& m_log;
    DiskGuard& m_guard;
    std::stop_token m_stop;
    mutable std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::deque<Work> m_waiting;
    bool m_busy = false;
    std::exception_ptr m_error;
    std::uintmax_t m_written_bytes = 0;
    std::uintmax_t m_written_images = 0;
    std::jthread m_thread;  ///< last: it uses all of the above
};

/// A variant's picture as a file, with its recipe inside. @param marked whether it says that a model made it
std::vector<unsigned char> picture_bytes(const cv::Mat& image, const ItemRecord& record, bool marked);

}  // namespace destudio::scaleup
