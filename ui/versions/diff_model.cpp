// SPDX-License-Identifier: Apache-2.0
#include "ui/versions/diff_model.h"

#include <QImage>
#include <algorithm>

#include "ui/session/picture_sources.h"
#include "ui/session/workspace.h"

namespace destudio::ui {
namespace {

constexpr int kKeptPictures = 2000;
constexpr int kDiffThumbnail = 128;

}  // namespace

DiffModel::DiffModel(Workspace& workspace, PictureSources& pictures, QObject* parent)
    : QAbstractListModel(parent), m_workspace(workspace), m_pictures(pictures), m_read(kKeptPictures), m_query(this) {
    m_timer.setSingleShot(true);
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &DiffModel::ask);
    connect(&pictures, &PictureSources::variant_thumbnail_ready, this, &DiffModel::show_id);
}

void DiffModel::set_rows(std::shared_ptr<const std::vector<DiffRow>> rows, RowId from, std::optional<RowId> to) {
    beginResetModel();
    m_query.forget();
    m_timer.stop();
    m_wanted.clear();
    m_read.clear();
    m_rows = std::move(rows);
    m_from = from;
    m_to = to;
    endResetModel();
}

const DiffRow* DiffModel::row(int row) const {
    return row < 0 || row >= rowCount() ? nullptr : &(*m_rows)[static_cast<std::size_t>(row)];
}

std::optional<DiffPicture> DiffModel::picture(int at) const {
    const DiffRow* wanted = row(at);
    if (wanted == nullptr || wanted->is_reference) {
        return std::nullopt;
    }
    const VersionPicture* known = m_read.object(wanted->id);
    if (known == nullptr) {
        m_wanted.insert(wanted->id);
        m_timer.start();
        return std::nullopt;
    }
    return DiffPicture{*known, m_pictures.variant_thumbnail(known->id, known->image, kDiffThumbnail).image()};
}

void DiffModel::ask() {
    const Session* session = m_workspace.session();
    if (session == nullptr || m_wanted.empty() || m_query.busy()) {
        return;  // what is being read asks again at its end
    }
    const std::vector<RowId> ids(m_wanted.begin(), m_wanted.end());
    m_query.ask(
        m_workspace.session()->project().file(),
        [ids, from = m_from, to = m_to](Project& project) { return version_pictures(project, ids, from, to); },
        [this](const std::vector<VersionPicture>& pictures) {
            for (const VersionPicture& picture : pictures) {
                m_read.insert(picture.id, new VersionPicture(picture));
                m_wanted.erase(picture.id);
                show_id(picture.id);
            }
            if (!m_wanted.empty()) {
                m_timer.start();
            }
        },
        [this](const QString& sentence) {
            m_wanted.clear();
            m_workspace.report(sentence);
        });
}

void DiffModel::show_id(RowId id) {
    if (!m_rows || !m_read.contains(id)) {
        return;
    }
    // Variants come first, by their ids.
    const auto place = std::lower_bound(m_rows->begin(), m_rows->end(), id, [](const DiffRow& row, RowId wanted) {
        return !row.is_reference && row.id < wanted;
    });
    if (place != m_rows->end() && !place->is_reference && place->id == id) {
        const QModelIndex at = index(static_cast<int>(place - m_rows->begin()));
        emit dataChanged(at, at);
    }
}

int DiffModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || !m_rows ? 0 : static_cast<int>(m_rows->size());
}

QVariant DiffModel::data(const QModelIndex& index, int role) const {
    const DiffRow* at = row(index.row());
    if (at == nullptr) {
        return {};
    }
    const QString name = QString::fromStdString(at->name);
    if (role == Qt::DisplayRole) {
        return name;
    }
    if (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole) {
        return QStringLiteral("%1\n%2").arg(name, diff_row_text(*at));
    }
    return {};
}

}  // namespace destudio::ui
