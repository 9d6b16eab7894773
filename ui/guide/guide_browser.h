// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTextBrowser>
#include <QTimer>

namespace destudio::ui {

/// Shows chapters of the guide: pictures no wider than there is room, tables and code as the rest of the window looks.
/// Links to chapters open here, others in the browser.
class GuideBrowser : public QTextBrowser {
    Q_OBJECT

public:
    explicit GuideBrowser(QWidget* parent = nullptr);

    QVariant loadResource(int type, const QUrl& name) override;

protected:
    void doSetSource(const QUrl& name, QTextDocument::ResourceType type) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    int room() const;
    void show_again();
    /// What a chapter that was just read gets on top of what Markdown says.
    void style();

    QTimer m_resized;
    int m_room = 0;  ///< for which the pictures were made
};

}  // namespace destudio::ui
