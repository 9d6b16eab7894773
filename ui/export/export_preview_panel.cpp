// SPDX-License-Identifier: Apache-2.0
#include "ui/export/export_preview_panel.h"

#include <QHeaderView>
#include <QLabel>
#include <QPainter>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/session/workspace.h"
#include "widgets/base/image_conversion.h"
#include "widgets/base/theme.h"

namespace destudio::ui {
namespace {

using widgets::kMargin;

constexpr std::size_t kSamples = 6;
constexpr int kSampleSide = 160;
constexpr int kFewImages = 10;  ///< of a class; fewer teach a detector next to nothing

QPixmap with_boxes(const ExportPreview::Sample& sample, Session& session) {
    QImage image = widgets::to_qimage(sample.picture).convertToFormat(QImage::Format_RGB32);
    QPainter painter(&image);
    for (const auto& [box, class_id] : sample.boxes) {
        painter.setPen(QPen(session.class_color(class_id), 2));
        painter.drawRect(QRectF(QPointF(box.x1, box.y1), QPointF(box.x2, box.y2)));
    }
    painter.end();
    return QPixmap::fromImage(image);
}

}  // namespace

ExportPreviewPanel::ExportPreviewPanel(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_sum(new QLabel(this)),
      m_warnings(new QLabel(this)),
      m_classes(new QTreeWidget(this)),
      m_sample_row(new QWidget(this)),
      m_task(this) {
    m_sum->setObjectName(QStringLiteral("export_preview_sum"));
    m_sum->setWordWrap(true);
    m_warnings->setObjectName(QStringLiteral("export_preview_warnings"));
    m_warnings->setWordWrap(true);
    m_warnings->setProperty("role", QStringLiteral("dim"));
    m_classes->setObjectName(QStringLiteral("export_preview_classes"));
    m_classes->setAccessibleName(tr("Classes to be written"));
    m_classes->setHeaderLabels({tr("Class"), tr("Boxes"), tr("Images")});
    m_classes->setRootIsDecorated(false);
    m_classes->setSelectionMode(QAbstractItemView::NoSelection);
    m_classes->header()->setStretchLastSection(false);
    m_classes->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_classes->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_classes->header()->setSectionResizeMode(2, QHeaderView::ResizeToContents);
    auto* samples = new QHBoxLayout(m_sample_row);
    samples->setContentsMargins(0, 0, 0, 0);
    samples->setSpacing(kMargin);
    for (std::size_t i = 0; i < kSamples; ++i) {
        m_samples.push_back(new QLabel(m_sample_row));
        samples->addWidget(m_samples.back());
    }
    samples->addStretch(1);
    auto* title = new QLabel(tr("What will be written"), this);
    title->setProperty("role", QStringLiteral("heading"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kMargin);
    column->addWidget(title);
    column->addWidget(m_sum);
    column->addWidget(m_sample_row);
    column->addWidget(m_classes, 1);
    column->addWidget(m_warnings);
    clear();
}

void ExportPreviewPanel::show_for(const std::set<VariantState>& states, double threshold) {
    Session* session = m_workspace.session();
    if (session == nullptr) {
        clear();
        return;
    }
    m_task.start(
        [file = session->project().file(), states, threshold](std::stop_token stop) {
            return export_preview(*Project::open_for_reading(file), threshold, states, kSamples, kSampleSide, stop);
        },
        [this](const ExportPreview& preview) { show_preview(preview); },
        [this](const QString& sentence) {
            clear();
            m_sum->setText(sentence);
        });
}

void ExportPreviewPanel::clear() {
    m_task.forget();
    m_sum->clear();
    m_warnings->clear();
    m_classes->clear();
    m_pixmaps.clear();
    show_samples();
}

void ExportPreviewPanel::show_preview(const ExportPreview& preview) {
    Session* session = m_workspace.session();
    if (session == nullptr) {
        return;
    }
    m_sum->setText(tr("%1 with %2")
                       .arg(tr("%n images", nullptr, static_cast<int>(preview.images)),
                            tr("%n boxes", nullptr, static_cast<int>(preview.boxes))));
    m_warnings->setText(warnings(preview));
    m_classes->clear();
    for (const auto& line : preview.classes) {
        auto* item = new QTreeWidgetItem(m_classes, {QString::fromStdString(line.name), locale().toString(line.boxes),
                                                     locale().toString(line.images)});
        QPixmap swatch(12, 12);
        swatch.fill(session->class_color(line.class_id));
        item->setIcon(0, swatch);
        item->setTextAlignment(1, Qt::AlignRight);
        item->setTextAlignment(2, Qt::AlignRight);
    }
    m_pixmaps.clear();
    for (const auto& sample : preview.samples) {
        m_pixmaps.push_back(with_boxes(sample, *session));
        m_samples[m_pixmaps.size() - 1]->setToolTip(QString::fromStdString(sample.file_name));
    }
    show_samples();
}

QString ExportPreviewPanel::warnings(const ExportPreview& preview) const {
    QStringList list;
    if (preview.not_reviewed > 0) {
        list << tr("%n of the images were looked at by nobody.", nullptr, static_cast<int>(preview.not_reviewed));
    }
    if (preview.without_boxes > 0) {
        list << tr("%n images have no box; they count as background.", nullptr,
                   static_cast<int>(preview.without_boxes));
    }
    QStringList few;
    for (const auto& line : preview.classes) {
        if (preview.images > 0 && line.images < kFewImages) {
            few << QString::fromStdString(line.name);
        }
    }
    if (!few.isEmpty()) {
        list << tr("Fewer than %1 images show: %2").arg(kFewImages).arg(few.join(QStringLiteral(", ")));
    }
    return list.join(QLatin1Char('\n'));
}

void ExportPreviewPanel::show_samples() {
    int room = width();
    for (std::size_t i = 0; i < m_samples.size(); ++i) {
        const bool fits = i < m_pixmaps.size() && room >= m_pixmaps[i].width();
        m_samples[i]->setVisible(fits);
        m_samples[i]->setPixmap(fits ? m_pixmaps[i] : QPixmap());
        room -= fits ? m_pixmaps[i].width() + kMargin : room;
    }
    m_sample_row->setVisible(!m_pixmaps.empty());
}

void ExportPreviewPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    show_samples();
}

}  // namespace destudio::ui
