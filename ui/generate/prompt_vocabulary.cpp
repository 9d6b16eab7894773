// SPDX-License-Identifier: Apache-2.0
#include "ui/generate/prompt_vocabulary.h"

#include <QHash>
#include <QRegularExpression>
#include <algorithm>

#include "ui/session/workspace.h"

namespace destudio::ui {
namespace {

constexpr int kVocabularyDelayMs = 300;
constexpr int kMaxWords = 3000;
constexpr int kShortestWord = 3;

}  // namespace

QStringList prompt_words(const std::vector<std::string>& classes, const std::vector<std::string>& captions) {
    static const QRegularExpression separators(QStringLiteral("[^\\w'-]+"),
                                               QRegularExpression::UseUnicodePropertiesOption);
    QStringList words;
    QHash<QString, int> counts;
    const auto words_in = [](const std::string& text) {
        return QString::fromStdString(text).split(separators, Qt::SkipEmptyParts);
    };
    for (const std::string& name : classes) {
        for (const QString& word : words_in(name)) {
            if (word.size() >= kShortestWord && !words.contains(word, Qt::CaseInsensitive)) {
                words << word;
            }
        }
    }
    for (const std::string& caption : captions) {
        for (const QString& word : words_in(caption)) {
            if (word.size() >= kShortestWord) {
                ++counts[word.toLower()];
            }
        }
    }
    for (const QString& word : std::as_const(words)) {
        counts.remove(word.toLower());
    }
    QStringList others = counts.keys();
    std::sort(others.begin(), others.end(), [&counts](const QString& a, const QString& b) {
        const int more = counts.value(a) - counts.value(b);
        return more != 0 ? more > 0 : a < b;
    });
    return words + others.mid(0, kMaxWords);
}

PromptVocabulary::PromptVocabulary(Workspace& workspace, QObject* parent)
    : QObject(parent), m_workspace(workspace), m_query(this) {
    m_timer.setSingleShot(true);
    m_timer.setInterval(kVocabularyDelayMs);
    connect(&m_timer, &QTimer::timeout, this, &PromptVocabulary::read);
    const auto read_soon = [this] { m_timer.start(); };
    connect(&workspace, &Workspace::session_changed, this, read_soon);
    connect(&workspace, &Workspace::classes_changed, this, read_soon);
    connect(&workspace, &Workspace::session_closing, this, [this] {
        m_timer.stop();
        m_query.forget();
        emit found({});
    });
    connect(&workspace, &Workspace::project_changed, this, [this](const ProjectChange& change) {
        if (change.what == ProjectChange::What::kReferences || change.what == ProjectChange::What::kReset) {
            m_timer.start();
        }
    });
    m_timer.start();
}

void PromptVocabulary::read() {
    Session* session = m_workspace.session();
    if (session == nullptr) {
        return;
    }
    std::vector<std::string> classes;
    for (const ProjectClass& entry : session->classes()) {
        classes.push_back(entry.name);
    }
    m_query.ask(
        session->project().file(),
        [classes](Project& project) {
            std::vector<std::string> captions;
            for (const Reference& reference : project.references().all()) {
                captions.push_back(reference.caption);
            }
            return prompt_words(classes, captions);
        },
        [this](const QStringList& words) { emit found(words); },
        [](const QString&) {});  // without words to offer the field is as good as before
}

}  // namespace destudio::ui
