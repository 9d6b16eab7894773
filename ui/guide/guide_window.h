// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>

#include "ui/guide/guide_catalog.h"

class QListWidget;

namespace destudio::ui {

class GuideBrowser;

/// The user's guide in a window of its own: its chapters at the left, the text beside them.
class GuideWindow : public QDialog {
    Q_OBJECT

public:
    /// @param language as GuideCatalog takes it
    explicit GuideWindow(const QString& language, QWidget* parent = nullptr);

    void show_chapter(const QString& chapter);
    /// The chapter that is shown.
    QString chapter() const;
    GuideBrowser* browser() const { return m_browser; }

private:
    void follow_source(const QUrl& source);

    GuideCatalog m_catalog;
    QListWidget* m_chapters;
    GuideBrowser* m_browser;
};

}  // namespace destudio::ui
