// SPDX-License-Identifier: Apache-2.0
#include "core/training/loop/training_log_reader.h"

#include <sys/stat.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/training/loop/training_log.h"

namespace destudio::training {

namespace {

constexpr std::string_view kPartPrefix = "loss_";

double number_at(const nlohmann::json& json, const char* key, double otherwise) {
    const auto found = json.find(key);
    return found != json.end() && found->is_number() ? found->get<double>() : otherwise;
}

}  // namespace

TrainingLogReader::TrainingLogReader(std::filesystem::path log, std::string stage)
    : m_log(std::move(log)), m_stage(std::move(stage)) {}

bool TrainingLogReader::poll() {
    struct stat status {};
    if (::stat(m_log.c_str(), &status) != 0) {
        const bool had_any = m_read > 0;
        m_read = 0;
        m_curves = {};
        return had_any;
    }
    const auto size = static_cast<std::uintmax_t>(status.st_size);
    if (m_inode != status.st_ino || size < m_read) {
        m_inode = status.st_ino;
        m_read = 0;
        m_curves = {};
    }
    if (size == m_read) {
        return false;
    }
    std::ifstream in(m_log, std::ios::binary);
    in.seekg(static_cast<std::streamoff>(m_read));
    std::string text(static_cast<std::size_t>(size - m_read), '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (!in && !in.eof()) {
        throw IoError("Cannot read the training log " + m_log.string() + ".");
    }
    text.resize(static_cast<std::size_t>(in.gcount()));
    std::size_t begin = 0;
    for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', begin)) {
        take(text.substr(begin, end - begin));
        begin = end + 1;
    }
    m_read += begin;
    return begin > 0;
}

void TrainingLogReader::take(const std::string& line) {
    const auto json = nlohmann::json::parse(line, nullptr, false);
    if (!json.is_object()) {
        return;
    }
    const auto stage = json.value("stage", nlohmann::json());
    const auto step = json.value("step", nlohmann::json());
    if (!step.is_number_integer()) {
        return;
    }
    const auto at = step.get<std::int64_t>();
    if (stage == m_stage + kEvaluationSuffix) {
        m_curves.ap.push_back({at, number_at(json, "AP", -1)});
        m_curves.ap50.push_back({at, number_at(json, "AP50", -1)});
        return;
    }
    if (stage != m_stage) {
        return;
    }
    m_curves.loss.push_back({at, number_at(json, "loss", 0)});
    m_curves.learning_rate.push_back({at, number_at(json, "learning_rate", 0)});
    m_curves.seconds_left = number_at(json, "seconds_left", 0);
    m_curves.images_per_second = number_at(json, "images_per_second", 0);
    for (const auto& [key, value] : json.items()) {
        if (key.starts_with(kPartPrefix) && value.is_number()) {
            m_curves.parts[key].push_back({at, value.get<double>()});
        }
    }
}

}  // namespace destudio::training
