// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QCache>
#include <QObject>
#include <memory>
#include <opencv2/core/mat.hpp>
#include <string>
#include <vector>

#include "ui/base/background_task.h"
#include "ui/inspect/inspect_answer.h"

namespace destudio::ui {

/// Where the model looked for each word of a variant's prompt: the picture, tinted by the word's cross-attention. One
/// look serves all words of a prompt and is remembered. It runs on a thread of its own; the newest order alone is
/// answered, older ones are stopped, but the look at a variant goes on while other words of it are asked for.
class WordMaps : public QObject {
    Q_OBJECT

public:
    explicit WordMaps(InspectionVisit visit, QObject* parent = nullptr);

    /// @param request of a variant @param word of its prompt
    void ask(const InspectRequest& request, const QString& word);
    /// No word is asked for any more. A look that is under way may end: it will be wanted again.
    void leave();
    /// Stops, and forgets what was seen.
    void clear();
    bool busy() const { return m_look.busy() || m_paint.busy(); }

signals:
    void looking();
    /// The picture with the word's tint. Empty: the model has no place for the word.
    void tinted(destudio::RowId variant_id, const QString& word, const destudio::widgets::Picture& picture);
    void failed(const QString& sentence);

private:
    struct Seen {
        cv::Mat picture;
        std::vector<std::string> words;
        std::vector<cv::Mat> maps;  ///< a word's; empty where the prompt was cut off before it
    };

    void look(const InspectRequest& request);
    void paint(const std::shared_ptr<const Seen>& seen);

    InspectionVisit m_visit;
    QString m_key;   ///< of the look that is wanted
    QString m_word;  ///< empty: none is wanted
    RowId m_variant = 0;
    QString m_looking_for;  ///< the key of the look under way
    QCache<QString, std::shared_ptr<const Seen>> m_seen;
    BackgroundTask<std::shared_ptr<const Seen>> m_look;
    BackgroundTask<widgets::Picture> m_paint;
};

/// The words of a prompt, each once, without punctuation.
std::vector<std::string> words_of_prompt(const std::string& prompt);

}  // namespace destudio::ui
