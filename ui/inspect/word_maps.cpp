// SPDX-License-Identifier: Apache-2.0
#include "ui/inspect/word_maps.h"

#include <QRegularExpression>
#include <algorithm>
#include <utility>

#include "core/image/compare.h"
#include "core/image/image_io.h"
#include "widgets/base/image_conversion.h"

namespace destudio::ui {
namespace {

constexpr int kLooksKept = 8;

}  // namespace

std::vector<std::string> words_of_prompt(const std::string& prompt) {
    static const QRegularExpression word(QStringLiteral("[\\w'-]+"), QRegularExpression::UseUnicodePropertiesOption);
    std::vector<std::string> words;
    for (const QRegularExpressionMatch& match : word.globalMatch(QString::fromStdString(prompt))) {
        const std::string found = match.captured().toStdString();
        if (std::find(words.begin(), words.end(), found) == words.end()) {
            words.push_back(found);
        }
    }
    return words;
}

WordMaps::WordMaps(InspectionVisit visit, QObject* parent)
    : QObject(parent), m_visit(std::move(visit)), m_seen(kLooksKept), m_look(this), m_paint(this) {}

void WordMaps::ask(const InspectRequest& request, const QString& word) {
    m_key = request.key();
    m_word = word;
    m_variant = request.target.id;
    m_paint.forget();
    if (const auto* seen = m_seen.object(m_key)) {
        paint(*seen);
        return;
    }
    if (!m_look.busy() || m_looking_for != m_key) {
        look(request);
    }
    emit looking();
}

void WordMaps::leave() {
    m_word.clear();
    m_paint.forget();
}

void WordMaps::clear() {
    leave();
    m_look.forget();
    m_looking_for.clear();
    m_seen.clear();
}

void WordMaps::look(const InspectRequest& request) {
    m_looking_for = m_key;
    m_look.start(
        [request, visit = m_visit](std::stop_token stop) {
            auto seen = std::make_shared<Seen>();
            InspectionRequest work;
            work.picture = load_image(request.picture);
            work.recipe = request.recipe;
            work.classes = words_of_prompt(request.recipe.prompt);
            const Inspection found = visit(request.bundle, request.options, work, stop);
            seen->picture = work.picture;
            for (const ClassAttention& attention : found.attention) {
                seen->words.push_back(attention.class_name);
                seen->maps.push_back(attention.maps.empty() ? cv::Mat() : attention.maps.front().values);
            }
            return std::shared_ptr<const Seen>(seen);
        },
        [this, key = m_key](const std::shared_ptr<const Seen>& seen) {
            m_seen.insert(key, new std::shared_ptr<const Seen>(seen));
            if (key == m_key && !m_word.isEmpty()) {
                paint(seen);
            }
        },
        [this](const QString& sentence) { emit failed(sentence); });
}

void WordMaps::paint(const std::shared_ptr<const Seen>& seen) {
    const auto same = std::find(seen->words.begin(), seen->words.end(), m_word.toStdString());
    const cv::Mat map =
        same == seen->words.end() ? cv::Mat() : seen->maps[static_cast<std::size_t>(same - seen->words.begin())];
    m_paint.start(
        [seen, map](std::stop_token) {
            return map.empty() ? widgets::Picture()
                               : widgets::Picture(widgets::to_qimage(heat_picture(seen->picture, map)));
        },
        [this, word = m_word, variant = m_variant](const widgets::Picture& picture) {
            emit tinted(variant, word, picture);
        },
        [this](const QString& sentence) { emit failed(sentence); });
}

}  // namespace destudio::ui
