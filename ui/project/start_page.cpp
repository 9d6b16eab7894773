// SPDX-License-Identifier: Apache-2.0
#include "ui/project/start_page.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>

#include "core/base/error.h"
#include "core/engine/model/sample_sets.h"
#include "ui/project/project_controller.h"
#include "ui/project/recent_delegate.h"
#include "ui/project/recent_model.h"
#include "ui/project/sample_preview.h"
#include "widgets/base/icons.h"
#include "widgets/base/theme.h"

namespace destudio::ui {
namespace {

using widgets::kMargin;

constexpr int kWaysWidth = 300;
constexpr int kMaxWidth = 1080;
constexpr int kIconSide = 48;

QPushButton* way_button(QAction* action, bool is_first, QWidget* parent) {
    auto* button = new QPushButton(is_first ? widgets::icon(QStringLiteral("image"), Qt::white) : action->icon(),
                                   action->text(), parent);
    button->setObjectName(QStringLiteral("start_way"));
    if (is_first) {
        button->setProperty("role", QStringLiteral("primary"));
    }
    button->setToolTip(action->toolTip());
    button->setMinimumHeight(36);
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    return button;
}

/// The built-in bundle's sample and those of its siblings.
std::vector<SampleSet> present_samples() {
    try {
        return sample_sets();
    } catch (const IoError&) {
        return {};  // opening the sample says what is missing
    }
}

}  // namespace

StartPage::StartPage(ProjectController& projects, const QList<QAction*>& actions, QWidget* parent)
    : QWidget(parent),
      m_projects(projects),
      m_recent(new RecentModel(this)),
      m_view(new QListView(this)),
      m_title(new QLabel(this)),
      m_hint(new QLabel(tr("Drop a folder of images, a dataset or a project here to start with it."), this)) {
    auto* icon = new QLabel(this);
    icon->setPixmap(widgets::application_icon().pixmap(kIconSide, kIconSide));
    auto* name = new QLabel(tr("DiffusionEngine Studio"), this);
    QFont large = name->font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    large.setBold(true);
    name->setFont(large);
    name->setWordWrap(true);
    auto* purpose = new QLabel(
        tr("A few reference images become a large, reviewed dataset for object detection: a diffusion model redraws "
           "them, an adapter finds the boxes, and you decide."),
        this);
    purpose->setWordWrap(true);
    purpose->setProperty("role", QStringLiteral("dim"));
    auto* ways = new QVBoxLayout;
    ways->setSpacing(kMargin);
    ways->addWidget(icon);
    ways->addWidget(name);
    ways->addWidget(purpose);
    ways->addSpacing(2 * kMargin);
    for (QAction* action : actions) {
        ways->addWidget(way_button(action, action == actions.front(), this));
    }
    m_hint->setWordWrap(true);
    m_hint->setProperty("role", QStringLiteral("dim"));
    ways->addSpacing(kMargin);
    ways->addWidget(m_hint);
    ways->addStretch();
    auto* left = new QWidget(this);
    left->setFixedWidth(kWaysWidth);
    ways->setContentsMargins(0, 0, 0, 0);
    left->setLayout(ways);

    m_title->setProperty("role", QStringLiteral("heading"));
    m_view->setObjectName(QStringLiteral("recent_projects"));
    m_view->setAccessibleName(tr("Recent projects"));
    m_view->setModel(m_recent);
    m_view->setItemDelegate(new RecentDelegate(m_view));
    m_view->setUniformItemSizes(true);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->viewport()->setAutoFillBackground(false);
    m_view->hide();  // until it is known whether there are any
    connect(m_view, &QListView::clicked, this, &StartPage::open);
    connect(m_view, &QListView::activated, this, &StartPage::open);
    auto* right = new QVBoxLayout;
    right->setSpacing(kMargin);
    right->addWidget(m_title);
    right->addWidget(m_view, 1);
    for (const auto& sample : present_samples()) {
        const QString title =
            sample.name.empty() ? tr("Sample: drawings, with the built-in model")
                                : tr("Sample: photographs, with the model %1").arg(QString::fromStdString(sample.name));
        auto* preview = new SamplePreview(sample, title, this);
        connect(preview, &SamplePreview::clicked, &projects,
                [&projects, bundle = sample.bundle] { projects.open_sample(bundle); });
        m_samples.push_back(preview);
        right->addWidget(preview);
    }
    right->addStretch();

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(6 * kMargin, 6 * kMargin, 6 * kMargin, 6 * kMargin);
    layout->setSpacing(6 * kMargin);
    layout->addWidget(left);
    layout->addLayout(right, 1);
    connect(&projects, &ProjectController::recent_changed, this, [this] {
        if (isVisible()) {
            show_recent();
        }
    });
}

void StartPage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    // On a wide screen the page stays one thing to look at.
    const int side = std::max(6 * kMargin, (width() - kMaxWidth) / 2);
    layout()->setContentsMargins(side, 8 * kMargin, side, 6 * kMargin);
}

bool StartPage::settled() const {
    return !m_recent->busy() && std::none_of(m_samples.begin(), m_samples.end(),
                                             [](const SamplePreview* preview) { return preview->busy(); });
}

void StartPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    // A project that is about to open needs none of it.
    QTimer::singleShot(0, this, [this] {
        if (isVisible() && !m_projects.opening()) {
            show_recent();
        }
    });
}

void StartPage::show_recent() {
    const QStringList files = ProjectController::recent();
    m_recent->set_files(files);
    m_view->setVisible(!files.isEmpty());
    m_title->setText(files.isEmpty() ? tr("Have a look first") : tr("Recent projects"));
    // Who has projects of their own needs the list.
    for (SamplePreview* preview : m_samples) {
        preview->setVisible(files.isEmpty());
        if (files.isEmpty()) {
            preview->load();
        }
    }
    if (!files.isEmpty()) {
        m_view->setCurrentIndex(m_recent->index(0));
        m_view->setFocus();
    }
}

void StartPage::open(const QModelIndex& index) {
    if (!m_projects.opening()) {
        m_projects.open(index.data(RecentModel::kFileRole).toString().toStdString());
    }
}

}  // namespace destudio::ui
