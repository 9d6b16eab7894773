// SPDX-License-Identifier: Apache-2.0
// How the map's page is built.
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/map/map_findings_list.h"
#include "ui/map/map_keeper.h"
#include "ui/map/map_page.h"
#include "widgets/base/empty_state.h"
#include "widgets/base/icons.h"
#include "widgets/base/theme.h"
#include "widgets/map/map_canvas.h"

namespace destudio::ui {
namespace {

using widgets::kMargin;

constexpr int kSideWidth = 260;
constexpr int kPictureHeight = 190;

QToolButton* map_button(QWidget* parent, const QString& text, const char* icon, const QString& tip) {
    auto* button = new QToolButton(parent);
    button->setText(text);
    button->setIcon(widgets::icon(QLatin1String(icon)));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setToolTip(tip);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

QLabel* map_heading(const QString& text, QWidget* parent) {
    auto* label = new QLabel(text, parent);
    label->setProperty("role", QStringLiteral("dim"));
    return label;
}

}  // namespace

MapPage::MapPage(Workspace& workspace, PictureSources& pictures, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_pictures(pictures),
      m_keeper(new MapKeeper(workspace, this)),
      m_stack(new QStackedLayout(this)),
      m_empty(new widgets::EmptyState(QStringLiteral("map"), tr("Nothing to lay out yet"),
                                      tr("Every picture of a project becomes a point here."), this)),
      m_content(new QWidget(this)),
      m_canvas(new widgets::MapCanvas(m_content)),
      m_kind(new QComboBox(m_content)),
      m_colors(new QComboBox(m_content)),
      m_summary(new QLabel(m_content)),
      m_picture(new QLabel(m_content)),
      m_about(new QLabel(m_content)),
      m_legend(new QLabel(m_content)),
      m_findings(new MapFindingsList(m_content)) {
    make_controls();
    auto* bar = new QHBoxLayout;
    bar->setSpacing(kMargin);
    bar->addWidget(map_heading(tr("Alike by"), m_content));
    bar->addWidget(m_kind);
    bar->addWidget(map_heading(tr("Colors"), m_content));
    bar->addWidget(m_colors);
    bar->addWidget(m_lasso);
    bar->addWidget(m_fit);
    bar->addWidget(m_again);
    bar->addStretch(1);
    auto* left = new QVBoxLayout;
    left->setSpacing(kMargin);
    left->addLayout(bar);
    left->addWidget(m_canvas, 1);
    left->addWidget(m_summary);
    auto* layout = new QHBoxLayout(m_content);
    layout->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    layout->setSpacing(kMargin);
    layout->addLayout(left, 1);
    layout->addWidget(make_side());
    m_stack->addWidget(m_content);
    m_stack->addWidget(m_empty);
    m_stack->setCurrentWidget(m_empty);
    connect_parts();
    update_buttons();
}

void MapPage::make_controls() {
    m_canvas->setObjectName(QStringLiteral("map_canvas"));
    m_kind->setObjectName(QStringLiteral("map_kind"));
    m_kind->setAccessibleName(tr("Alike by"));
    m_kind->setToolTip(tr("What pictures are compared by. Vectors of one kind alone are shown together."));
    m_kind->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    constexpr int kKindLetters = 26;
    m_kind->setMinimumContentsLength(kKindLetters);
    m_colors->setObjectName(QStringLiteral("map_colors"));
    m_colors->setAccessibleName(tr("Colors"));
    m_colors->addItem(tr("Review state"), static_cast<int>(MapColors::kState));
    m_colors->addItem(tr("Groups"), static_cast<int>(MapColors::kGroup));
    m_colors->addItem(tr("Reference or variant"), static_cast<int>(MapColors::kKind));
    m_lasso = map_button(m_content, tr("Lasso"), "lasso",
                         tr("Draw round points to choose them; with Shift it works at any time. Escape drops them."));
    m_lasso->setObjectName(QStringLiteral("map_lasso"));
    m_lasso->setCheckable(true);
    m_fit = map_button(m_content, tr("Show all"), "fit", tr("All points (Home)"));
    m_again =
        map_button(m_content, tr("Lay out again"), "retry",
                   tr("New pictures are placed beside those that look like them. This lays out all of them anew."));
    m_again->setObjectName(QStringLiteral("map_again"));
    m_summary->setProperty("role", QStringLiteral("dim"));
    m_summary->setObjectName(QStringLiteral("map_summary"));
}

QWidget* MapPage::make_side() {
    auto* side = new QWidget(m_content);
    side->setFixedWidth(kSideWidth);
    m_picture->setFixedHeight(kPictureHeight);
    m_picture->setAlignment(Qt::AlignCenter);
    m_picture->setObjectName(QStringLiteral("map_picture"));
    m_about->setWordWrap(true);
    m_about->setMinimumHeight(m_about->fontMetrics().lineSpacing() * 2);
    m_about->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_legend->setTextFormat(Qt::RichText);
    m_legend->setWordWrap(true);
    m_gallery = new QPushButton(tr("Show in the &gallery"), side);
    m_gallery->setObjectName(QStringLiteral("map_gallery"));
    m_more = new QPushButton(tr("&More here"), side);
    m_more->setObjectName(QStringLiteral("map_more"));
    m_more->setToolTip(tr("Queues a ladder with new seeds for the references of the hole."));
    m_keep = new QPushButton(tr("&Keep one"), side);
    m_keep->setObjectName(QStringLiteral("map_keep"));
    m_keep->setToolTip(tr("Rejects all but one of variants that look the same. An accepted one stays."));
    auto* layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kMargin);
    layout->addWidget(m_picture);
    layout->addWidget(m_about);
    layout->addWidget(m_legend);
    layout->addWidget(map_heading(tr("What stands out"), side));
    layout->addWidget(m_findings, 1);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(kMargin);
    buttons->addWidget(m_more);
    buttons->addWidget(m_keep);
    layout->addLayout(buttons);
    layout->addWidget(m_gallery);
    return side;
}

}  // namespace destudio::ui
