// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QStringList>
#include <QTimer>

#include "ui/session/project_query.h"

namespace destudio::ui {

class Workspace;

/// Words that a prompt may want: those of the project's classes, then those of its captions by how often they stand
/// there.
QStringList prompt_words(const std::vector<std::string>& classes, const std::vector<std::string>& captions);

/// The words of the open project, read on a worker, and again when classes or references change.
class PromptVocabulary : public QObject {
    Q_OBJECT

public:
    explicit PromptVocabulary(Workspace& workspace, QObject* parent = nullptr);

signals:
    void found(const QStringList& words);

private:
    void read();

    Workspace& m_workspace;
    QTimer m_timer;
    ProjectQuery<QStringList> m_query;
};

}  // namespace destudio::ui
