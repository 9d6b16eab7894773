// SPDX-License-Identifier: Apache-2.0
#include "core/scaleup/item_writer.h"

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/engine/recipe/variant_picture.h"
#include "core/image/image_io.h"

namespace destudio::scaleup {

namespace {

constexpr std::size_t kMaxWaiting = 4;
/// Files take whole blocks, and the index files are renewed as whole copies beside the old ones.
constexpr std::uintmax_t kLeastReserve = 256 * 1024;

}  // namespace

std::vector<unsigned char> picture_bytes(const cv::Mat& image, const ItemRecord& record, bool marked) {
    return encode_png(image, variant_texts(record.recipe, recipe_of(record).encode_ratio, marked));
}

ItemWriter::ItemWriter(std::filesystem::path images, bool marked, ItemLog& log, DiskGuard& guard, std::stop_token stop)
    : m_images(std::move(images)),
      m_marked(marked),
      m_log(log),
      m_guard(guard),
      m_stop(std::move(stop)),
      m_thread([this](const std::stop_token& closing) { run(closing); }) {}

ItemWriter::~ItemWriter() {
    m_thread.request_stop();
    m_changed.notify_all();
}

void ItemWriter::add(ItemRecord record, cv::Mat image) {
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_error || m_waiting.size() < kMaxWaiting; });
    if (m_error) {
        std::rethrow_exception(m_error);
    }
    m_waiting.push_back({std::move(record), std::move(image)});
    lock.unlock();
    m_changed.notify_all();
}

void ItemWriter::drain() {
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_error || (m_waiting.empty() && !m_busy); });
    if (m_error) {
        std::rethrow_exception(m_error);
    }
}

std::uintmax_t ItemWriter::bytes_per_image() const {
    const std::lock_guard lock(m_mutex);
    return m_written_images == 0 ? 0 : m_written_bytes / m_written_images;
}

void ItemWriter::run(const std::stop_token& closing) {
    std::unique_lock lock(m_mutex);
    while (true) {
        m_changed.wait(lock, closing, [this] { return !m_waiting.empty(); });
        if (m_waiting.empty() || m_error) {
            return;
        }
        Work work = std::move(m_waiting.front());
        m_waiting.pop_front();
        m_busy = true;
        lock.unlock();
        std::exception_ptr error;
        try {
            write(work);
        } catch (...) {
            error = std::current_exception();
        }
        lock.lock();
        m_busy = false;
        if (error) {
            m_error = error;
            m_waiting.clear();  // an item counts only when all before it do
        } else if (!work.image.empty()) {
            m_written_bytes += work.record.bytes;
            ++m_written_images;
        }
        m_changed.notify_all();
    }
}

void ItemWriter::write(Work& work) {
    m_guard.set_reserve(kLeastReserve + 2 * m_log.bytes());
    if (!work.image.empty()) {
        const auto bytes = picture_bytes(work.image, work.record, m_marked);
        work.record.bytes = bytes.size();
        const auto file = m_images / work.record.file_name;
        m_guard.write(
            bytes.size(), [&] { write_file_atomically(file, bytes); }, m_stop);
    }
    try {
        m_guard.write(
            to_line(work.record).size(), [&] { m_log.append(work.record); }, m_stop);
    } catch (...) {
        std::error_code ignored;
        std::filesystem::remove(m_images / work.record.file_name, ignored);  // without its line it counts for nothing
        throw;
    }
}

}  // namespace destudio::scaleup
