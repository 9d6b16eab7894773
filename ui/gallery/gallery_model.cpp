// SPDX-License-Identifier: Apache-2.0
#include "ui/gallery/gallery_model.h"

#include <QLocale>
#include <algorithm>

#include "ui/session/picture_sources.h"
#include "ui/session/state_words.h"
#include "ui/session/workspace.h"

namespace destudio::ui {
namespace {

constexpr int kBlock = 48;  // rows read at once: about a screen
constexpr int kKept = 2000;

QString name_of(const VariantSummary& summary) {
    return QString::fromStdString(summary.reference.stem().string());
}

}  // namespace

GalleryModel::GalleryModel(Workspace& workspace, PictureSources& pictures, QObject* parent)
    : QAbstractListModel(parent), m_workspace(workspace), m_pictures(pictures), m_summaries(kKept) {
    connect(&workspace, &Workspace::session_closing, this, [this] { set_ids({}); });
    connect(&workspace, &Workspace::project_changed, this, &GalleryModel::on_change);
    connect(&workspace, &Workspace::threshold_changed, this, &GalleryModel::refresh);
    connect(&workspace, &Workspace::classes_changed, this, &GalleryModel::refresh);
    connect(&pictures, &PictureSources::variant_thumbnail_ready, this, [this](RowId id) {
        const QModelIndex index = index_of(id);
        if (index.isValid()) {
            emit dataChanged(index, index, {Qt::DecorationRole});
        }
    });
}

void GalleryModel::set_ids(std::vector<RowId> ids) {
    beginResetModel();
    m_summaries.clear();
    m_ids = std::move(ids);
    endResetModel();
}

void GalleryModel::on_change(const ProjectChange& change) {
    using What = ProjectChange::What;
    const bool one = change.id != 0 && (change.what == What::kVariants || change.what == What::kAnnotations);
    if (one && change.how == ProjectChange::How::kUpdated) {
        m_summaries.remove(change.id);
        if (const QModelIndex index = index_of(change.id); index.isValid()) {
            emit dataChanged(index, index);
        }
    } else if (change.what == What::kVariants || change.what == What::kAnnotations || change.what == What::kReset) {
        refresh();
    }
}

void GalleryModel::refresh() {
    m_summaries.clear();
    if (!m_ids.empty()) {
        emit dataChanged(index(0), index(rowCount() - 1));
    }
}

int GalleryModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_ids.size());
}

QModelIndex GalleryModel::index_of(RowId variant_id) const {
    const auto found = std::find(m_ids.begin(), m_ids.end(), variant_id);
    return found == m_ids.end() ? QModelIndex() : index(static_cast<int>(found - m_ids.begin()));
}

const VariantSummary* GalleryModel::summary(int row) const {
    Session* session = m_workspace.session();
    if (session == nullptr || row < 0 || row >= rowCount()) {
        return nullptr;
    }
    const RowId id = m_ids[static_cast<std::size_t>(row)];
    if (const auto* known = m_summaries.object(id)) {
        return known;
    }
    std::vector<RowId> block;
    const int first = row / kBlock * kBlock;
    for (int i = first; i < std::min(rowCount(), first + kBlock); ++i) {
        if (!m_summaries.contains(m_ids[static_cast<std::size_t>(i)])) {
            block.push_back(m_ids[static_cast<std::size_t>(i)]);
        }
    }
    session->attempt([&] {
        for (VariantSummary& summary : session->project().search().summaries(block, session->threshold())) {
            const RowId its_id = summary.id;
            m_summaries.insert(its_id, new VariantSummary(std::move(summary)));
        }
    });
    return m_summaries.object(id);
}

QVariant GalleryModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    if (role == kIdRole) {
        return QVariant::fromValue<qlonglong>(m_ids[static_cast<std::size_t>(index.row())]);
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != Qt::AccessibleTextRole &&
        role != Qt::DecorationRole) {
        return {};
    }
    const VariantSummary* summary = this->summary(index.row());
    if (summary == nullptr) {
        return {};
    }
    const QLocale locale;
    switch (role) {
        case Qt::DisplayRole:
            return name_of(*summary);
        case Qt::DecorationRole: {
            const widgets::Picture thumbnail =
                m_pictures.variant_thumbnail(summary->id, summary->image, m_picture_side);
            return thumbnail.empty() ? QVariant() : QVariant(thumbnail.image());
        }
        case Qt::ToolTipRole:
            return tr("%1\nratio %2, seed %3\n%4, %n boxes, about %5 edits", nullptr,
                      static_cast<int>(summary->boxes.size()))
                .arg(name_of(*summary), locale.toString(summary->ratio), QString::number(summary->seed),
                     state_word(summary->state), locale.toString(summary->expected_edits, 'f', 1));
        default:
            return tr("%1, ratio %2, seed %3, %4, %n boxes", nullptr, static_cast<int>(summary->boxes.size()))
                .arg(name_of(*summary), locale.toString(summary->ratio), QString::number(summary->seed),
                     state_word(summary->state));
    }
}

}  // namespace destudio::ui
