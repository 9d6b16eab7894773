// SPDX-License-Identifier: Apache-2.0
#include "ui/guide/guide_window.h"

#include <QListWidget>
#include <QScreen>
#include <QSignalBlocker>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/guide/guide_browser.h"
#include "widgets/base/icons.h"
#include "widgets/base/theme.h"

namespace destudio::ui {
namespace {

using widgets::kMargin;

constexpr int kChaptersWidth = 210;
constexpr QSize kWantedSize(1120, 800);

QToolButton* step_button(const char* icon, const QString& text, const QKeySequence& key, QWidget* parent) {
    auto* button = new QToolButton(parent);
    button->setIcon(widgets::icon(QLatin1String(icon)));
    button->setAutoRaise(true);
    button->setEnabled(false);
    button->setAccessibleName(text);
    button->setToolTip(GuideWindow::tr("%1 (%2)").arg(text, key.toString(QKeySequence::NativeText)));
    return button;
}

}  // namespace

GuideWindow::GuideWindow(const QString& language, QWidget* parent)
    : QDialog(parent, Qt::Window), m_catalog(language), m_chapters(new QListWidget), m_browser(new GuideBrowser) {
    setObjectName(QStringLiteral("guide"));
    setWindowTitle(tr("User's guide"));
    m_chapters->setObjectName(QStringLiteral("guide_chapters"));
    m_chapters->setAccessibleName(tr("Chapters"));
    m_chapters->setFrameShape(QFrame::NoFrame);
    m_chapters->setStyleSheet(
        QStringLiteral("QListWidget { padding: 0 %1px; } QListWidget::item { padding: %1px; }").arg(kMargin / 2));
    for (const QString& chapter : GuideCatalog::chapters()) {
        m_chapters->addItem(m_catalog.title(chapter));
    }
    m_browser->setObjectName(QStringLiteral("guide_text"));
    m_browser->setAccessibleName(tr("Text of the chapter"));
    // The keys are those that a text browser has by itself.
    auto* back = step_button("previous", tr("Back"), QKeySequence(Qt::ALT | Qt::Key_Left), this);
    auto* forward = step_button("next", tr("Forward"), QKeySequence(Qt::ALT | Qt::Key_Right), this);
    back->setObjectName(QStringLiteral("guide_back"));
    forward->setObjectName(QStringLiteral("guide_forward"));
    connect(back, &QToolButton::clicked, m_browser, &QTextBrowser::backward);
    connect(forward, &QToolButton::clicked, m_browser, &QTextBrowser::forward);
    connect(m_browser, &QTextBrowser::backwardAvailable, back, &QToolButton::setEnabled);
    connect(m_browser, &QTextBrowser::forwardAvailable, forward, &QToolButton::setEnabled);
    connect(m_browser, &QTextBrowser::sourceChanged, this, &GuideWindow::follow_source);
    connect(m_chapters, &QListWidget::currentRowChanged, this,
            [this](int row) { show_chapter(GuideCatalog::chapters().value(row)); });

    auto* steps = new QHBoxLayout;
    steps->setContentsMargins(kMargin / 2, kMargin / 2, kMargin / 2, 0);
    steps->setSpacing(0);
    steps->addWidget(back);
    steps->addWidget(forward);
    steps->addStretch();
    auto* left = new QWidget;
    auto* left_layout = new QVBoxLayout(left);
    left_layout->setContentsMargins(0, 0, 0, 0);
    left_layout->setSpacing(kMargin / 2);
    left_layout->addLayout(steps);
    left_layout->addWidget(m_chapters, 1);
    auto* splitter = new QSplitter(Qt::Horizontal);
    splitter->setHandleWidth(1);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(left);
    splitter->addWidget(m_browser);
    splitter->setStretchFactor(0, 0);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({kChaptersWidth, kWantedSize.width() - kChaptersWidth});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
    resize(kWantedSize.boundedTo(screen()->availableSize() * 0.9));
    m_browser->setFocus();
}

void GuideWindow::show_chapter(const QString& chapter) {
    const QUrl url = m_catalog.url(chapter);
    if (url != m_browser->source()) {
        m_browser->setSource(url);
    }
}

QString GuideWindow::chapter() const {
    return GuideCatalog::chapter_at(m_browser->source());
}

void GuideWindow::follow_source(const QUrl& source) {
    const QSignalBlocker quiet(m_chapters);
    m_chapters->setCurrentRow(static_cast<int>(GuideCatalog::chapters().indexOf(GuideCatalog::chapter_at(source))));
}

}  // namespace destudio::ui
