// SPDX-License-Identifier: Apache-2.0
#include "ui/gallery/gallery_filter.h"
#include "ui/session/state_words.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QToolButton>

#include "core/base/error.h"
#include "ui/gallery/gallery_model.h"
#include "ui/session/workspace.h"
#include "widgets/base/class_palette.h"
#include "widgets/base/icons.h"
#include "widgets/base/theme.h"

namespace destudio::ui {
namespace {

using widgets::kMargin;

constexpr int kFilterDelayMs = 150;

}  // namespace

GalleryFilter::GalleryFilter(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_search(new QLineEdit(this)),
      m_state(new QComboBox(this)),
      m_class(new QComboBox(this)),
      m_order(new QComboBox(this)),
      m_count(new QLabel(this)),
      m_chosen(new QToolButton(this)),
      m_error(new QLabel(this)) {
    m_search->setObjectName(QStringLiteral("gallery_search"));
    m_search->setAccessibleName(tr("Search variants"));
    m_search->setPlaceholderText(tr("Search: words, class:cat, score:[0,0.5], ratio:0.6, seed:1, boxes:0, size:small"));
    m_search->setToolTip(
        tr("Words look at file names, captions and prompts. Terms: class:cat,dog  state:new  score:[0.2,0.5]  "
           "ratio:0.6  seed:1,2  guidance:7.5  boxes:0  size:small  aspect:[2,] (Ctrl+F)"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(widgets::icon(QStringLiteral("filter")), QLineEdit::LeadingPosition);
    m_state->setObjectName(QStringLiteral("gallery_state"));
    m_state->setAccessibleName(tr("Review state"));
    m_state->addItem(tr("Any state"), QString());
    for (const auto state : {VariantState::kNew, VariantState::kAccepted, VariantState::kEdited,
                             VariantState::kRejected, VariantState::kFailed}) {
        m_state->addItem(state_word(state), QString::fromStdString(to_string(state)));
    }
    m_class->setObjectName(QStringLiteral("gallery_class"));
    m_class->setAccessibleName(tr("Class"));
    m_order->setObjectName(QStringLiteral("gallery_order"));
    m_order->setAccessibleName(tr("Order"));
    m_order->addItem(tr("By reference"), static_cast<int>(VariantOrder::kLadder));
    m_order->addItem(tr("Newest first"), static_cast<int>(VariantOrder::kNewest));
    m_order->addItem(tr("Fewest expected edits first"), static_cast<int>(VariantOrder::kFewestEdits));
    m_order->addItem(tr("Most expected edits first"), static_cast<int>(VariantOrder::kMaxEdits));
    m_order->setToolTip(
        tr("Expected edits: how many boxes will probably have to be removed or added, by their scores."));
    m_count->setProperty("role", QStringLiteral("dim"));
    m_error->setProperty("role", QStringLiteral("error"));
    m_error->setWordWrap(true);
    m_error->hide();
    m_chosen->setObjectName(QStringLiteral("gallery_chosen"));
    m_chosen->setAccessibleName(tr("Search all variants again"));
    m_chosen->setIcon(widgets::icon(QStringLiteral("close")));
    m_chosen->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_chosen->setToolTip(tr("Only the variants that were chosen on the map are searched. Search all again."));
    m_chosen->setFocusPolicy(Qt::StrongFocus);
    m_chosen->hide();
    connect(m_chosen, &QToolButton::clicked, this, &GalleryFilter::chosen_dropped);

    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(kMargin, kMargin / 2, kMargin, kMargin / 2);
    layout->setHorizontalSpacing(kMargin);
    layout->setVerticalSpacing(kMargin / 2);
    layout->addWidget(m_search, 0, 0);
    layout->addWidget(m_state, 0, 1);
    layout->addWidget(m_class, 0, 2);
    layout->addWidget(m_order, 0, 3);
    layout->addWidget(m_error, 1, 0, 1, 4);
    layout->addWidget(m_count, 2, 0);
    layout->addWidget(m_chosen, 2, 1, 1, 3, Qt::AlignRight);
    layout->setColumnStretch(0, 1);

    m_delay.setSingleShot(true);
    m_delay.setInterval(kFilterDelayMs);
    connect(&m_delay, &QTimer::timeout, this, &GalleryFilter::changed);
    connect(m_search, &QLineEdit::textChanged, this, [this] {
        show_terms();
        m_delay.start();
    });
    connect(m_state, &QComboBox::activated, this, [this] { set_term("state", m_state->currentData().toString()); });
    connect(m_class, &QComboBox::activated, this, [this] { set_term("class", m_class->currentData().toString()); });
    connect(m_order, &QComboBox::currentIndexChanged, this, &GalleryFilter::changed);
    connect(&workspace, &Workspace::session_changed, this, &GalleryFilter::fill_classes);
    connect(&workspace, &Workspace::classes_changed, this, &GalleryFilter::fill_classes);
    fill_classes();
}

void GalleryFilter::fill_classes() {
    m_class->clear();
    m_class->addItem(tr("Any class"), QString());
    if (const Session* session = m_workspace.session()) {
        for (const ProjectClass& entry : session->classes()) {
            const QString name = QString::fromStdString(entry.name);
            m_class->addItem(widgets::swatch(session->class_color(entry.id)), name, name);
        }
    }
    show_terms();
}

void GalleryFilter::show_terms() {
    try {
        const std::string text = m_search->text().toStdString();
        const auto show = [&text](QComboBox* list, const char* key) {
            list->setCurrentIndex(std::max(0, list->findData(QString::fromStdString(filter_term(text, key)))));
        };
        show(m_state, "state");
        show(m_class, "class");
    } catch (const UsageError&) {
        // Half typed; the search itself will say so.
    }
}

void GalleryFilter::set_term(const char* key, const QString& value) {
    try {
        set_text(QString::fromStdString(with_filter_term(m_search->text().toStdString(), key, value.toStdString())));
    } catch (const UsageError& error) {
        show_error(QString::fromUtf8(error.what()));
    }
}

QString GalleryFilter::text() const {
    return m_search->text();
}

void GalleryFilter::set_text(const QString& text) {
    m_search->setText(text);
    m_delay.stop();
    emit changed();
}

VariantOrder GalleryFilter::order() const {
    return static_cast<VariantOrder>(m_order->currentData().toInt());
}

void GalleryFilter::set_order(VariantOrder order) {
    m_order->setCurrentIndex(m_order->findData(static_cast<int>(order)));
}

void GalleryFilter::focus_search() {
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void GalleryFilter::show_error(const QString& sentence) {
    m_error->setText(sentence);
    m_error->setVisible(!sentence.isEmpty());
}

void GalleryFilter::show_count(const QString& text) {
    m_count->setText(text);
}

void GalleryFilter::show_chosen(std::optional<std::size_t> count) {
    m_chosen->setVisible(count.has_value());
    m_chosen->setText(tr("%n chosen on the map", nullptr, static_cast<int>(count.value_or(0))));
}

}  // namespace destudio::ui
