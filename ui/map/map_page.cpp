// SPDX-License-Identifier: Apache-2.0
#include "ui/map/map_page.h"

#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedLayout>
#include <QToolButton>
#include <QUndoStack>
#include <algorithm>

#include "ui/commands/set_states_command.h"
#include "ui/map/map_findings_list.h"
#include "ui/map/map_keeper.h"
#include "ui/session/picture_sources.h"
#include "ui/session/state_words.h"
#include "ui/session/workspace.h"
#include "widgets/base/empty_state.h"
#include "widgets/map/map_canvas.h"

namespace destudio::ui {
namespace {

constexpr int kMapDelayMs = 400;

/// The one of a stack that stays: a person's choice first, else the oldest.
RowId kept_of(const ProjectMap& map, const std::vector<int>& stack) {
    for (const int place : stack) {
        const MapEntry& entry = map.entries[static_cast<std::size_t>(place)];
        if (entry.state == VariantState::kAccepted || entry.state == VariantState::kEdited) {
            return entry.id;
        }
    }
    return map.entries[static_cast<std::size_t>(stack.front())].id;
}

}  // namespace

void MapPage::connect_parts() {
    m_timer.setSingleShot(true);
    m_timer.setInterval(kMapDelayMs);
    connect(&m_timer, &QTimer::timeout, this, [this] { refresh(); });
    connect(&m_workspace, &Workspace::session_closing, this, &MapPage::clear);
    connect(&m_workspace, &Workspace::session_changed, this, [this] { refresh(); });
    connect(&m_workspace, &Workspace::project_changed, this, [this](const ProjectChange& change) {
        using What = ProjectChange::What;
        if (change.what == What::kVariants || change.what == What::kReferences || change.what == What::kReset) {
            m_stale = true;
            if (isVisible()) {
                m_timer.start();
            }
        }
    });
    connect(m_kind, &QComboBox::activated, this, [this] { refresh(); });
    connect(m_colors, &QComboBox::currentIndexChanged, this, [this] { show_points(true); });
    connect(m_lasso, &QToolButton::toggled, m_canvas, &widgets::MapCanvas::set_lasso);
    connect(m_fit, &QToolButton::clicked, m_canvas, &widgets::MapCanvas::fit);
    connect(m_again, &QToolButton::clicked, this, [this] { refresh(true); });
    connect(m_canvas, &widgets::MapCanvas::hovered, this,
            [this](int point) { show_picture(point >= 0 ? point : m_canvas->current()); });
    connect(m_canvas, &widgets::MapCanvas::clicked, this, [this](int point) {
        show_picture(point);
        if (point >= 0) {
            const MapEntry& entry = m_map->entries[static_cast<std::size_t>(point)];
            m_workspace.set_reference(entry.reference_id);
            m_workspace.set_target(
                BoxTarget{entry.is_reference ? BoxTarget::Kind::kReference : BoxTarget::Kind::kVariant, entry.id});
        }
    });
    connect(m_canvas, &widgets::MapCanvas::activated, this, [this](int point) {
        const MapEntry& entry = m_map->entries[static_cast<std::size_t>(point)];
        emit picture_wanted({entry.is_reference ? BoxTarget::Kind::kReference : BoxTarget::Kind::kVariant, entry.id});
    });
    connect(m_canvas, &widgets::MapCanvas::chosen_changed, this, [this] {
        const QSignalBlocker blocker(m_findings);
        m_findings->clearSelection();
        choose_changed();
    });
    connect(m_findings, &MapFindingsList::chosen, this, &MapPage::show_finding);
    connect(m_gallery, &QPushButton::clicked, this, &MapPage::gallery_requested);
    connect(m_more, &QPushButton::clicked, this, &MapPage::more_here);
    connect(m_keep, &QPushButton::clicked, this, &MapPage::keep_one);
    const auto arrived = [this](RowId id) {
        if (m_map != nullptr && m_shown >= 0 && m_map->entries[static_cast<std::size_t>(m_shown)].id == id) {
            show_picture(m_shown);
        }
    };
    connect(&m_pictures, &PictureSources::thumbnail_ready, this, arrived);
    connect(&m_pictures, &PictureSources::variant_thumbnail_ready, this, arrived);
}

bool MapPage::settled() const {
    return !isVisible() || (!m_task.busy() && !m_timer.isActive() && !m_keeper->busy());
}

void MapPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (m_stale) {
        refresh();
    }
}

void MapPage::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_map != nullptr) {
        show_points(true);
    }
}

void MapPage::clear() {
    m_timer.stop();
    m_task.forget();
    m_map.reset();
    m_shown = -1;
    m_stale = true;
    m_kind->clear();
    m_canvas->set_points({}, false);
    m_findings->show_findings({});
    m_picture->clear();
    m_about->clear();
    m_stack->setCurrentWidget(m_empty);
    update_buttons();
}

void MapPage::refresh(bool lay_out) {
    m_timer.stop();
    Session* session = m_workspace.session();
    m_stale = true;
    if (session == nullptr || !isVisible()) {
        return;
    }
    m_stale = false;
    ProjectMapOptions options;
    options.kind = m_kind->currentData().toString().toStdString();
    options.lay_out = lay_out;
    m_keeper->forget();
    m_summary->setText(tr("Comparing…"));
    m_task.start(
        [file = session->project().file(), options](std::stop_token stop, const ProgressSink& progress) {
            return std::make_shared<ProjectMap>(
                make_project_map(*Project::open_for_reading(file), options, stop, progress));
        },
        [this](const Progress& progress) { m_summary->setText(map_progress_text(progress)); },
        [this](const std::shared_ptr<ProjectMap>& map) { show_map(map); },
        [this](const QString& sentence) {
            m_summary->clear();
            m_workspace.report(sentence);
        });
}

void MapPage::show_map(const std::shared_ptr<ProjectMap>& map) {
    const bool same_kind = m_map != nullptr && m_map->kind == map->kind;
    std::vector<RowId> chosen = m_map == nullptr ? std::vector<RowId>() : chosen_variants();
    std::sort(chosen.begin(), chosen.end());
    m_map = map;
    m_shown = -1;
    m_keeper->keep(map);
    show_kinds();
    m_findings->show_findings(*map);
    m_stack->setCurrentWidget(map->entries.empty() ? static_cast<QWidget*>(m_empty) : m_content);
    m_canvas->set_current(-1);
    m_canvas->set_chosen({});
    show_points(same_kind);
    // The same pictures may have other places in the list now.
    std::vector<int> again;
    for (std::size_t i = 0; i < map->entries.size(); ++i) {
        const MapEntry& entry = map->entries[i];
        if (!entry.is_reference && std::binary_search(chosen.begin(), chosen.end(), entry.id)) {
            again.push_back(static_cast<int>(i));
        }
    }
    m_canvas->set_chosen(again);
    m_summary->setText(map_summary(*map));
    choose_changed();
}

void MapPage::show_kinds() {
    m_kind->clear();
    std::vector<std::string> names{kPixelKind};
    for (const FeatureStore::Kind& kind : m_map->kinds) {
        if (kind.name != kPixelKind) {
            names.push_back(kind.name);
        }
    }
    for (const std::string& name : names) {
        m_kind->addItem(kind_text(name), QString::fromStdString(name));
    }
    m_kind->setCurrentIndex(std::max(0, m_kind->findData(QString::fromStdString(m_map->kind))));
}

MapColors MapPage::colors() const {
    return static_cast<MapColors>(m_colors->currentData().toInt());
}

void MapPage::show_points(bool keep_view) {
    if (m_map == nullptr) {
        return;
    }
    const std::vector<int> chosen = m_canvas->chosen();
    m_canvas->set_points(map_points(*m_map, colors()), keep_view);
    m_canvas->set_chosen(chosen);
    m_legend->setText(map_legend(*m_map, colors()));
}

void MapPage::show_picture(int point) {
    m_shown = point;
    Session* session = m_workspace.session();
    if (point < 0 || m_map == nullptr || session == nullptr) {
        m_picture->clear();
        m_about->clear();
        return;
    }
    const MapEntry& entry = m_map->entries[static_cast<std::size_t>(point)];
    widgets::Picture picture;
    QString about;
    session->attempt([&] {
        if (entry.is_reference) {
            picture = m_pictures.reference_thumbnail(session->project().references().get(entry.id));
            about = tr("%1: reference").arg(QString::fromStdString(entry.file.stem().string()));
        } else {
            const int side = static_cast<int>(m_picture->height() * devicePixelRatioF());
            picture = m_pictures.variant_thumbnail(entry.id, entry.file, side);
            const Reference reference = session->project().references().get(entry.reference_id);
            about = tr("Variant of %1: %2")
                        .arg(QString::fromStdString(reference.path.stem().string()), state_word(entry.state));
        }
    });
    m_about->setText(about);
    if (picture.empty()) {
        m_picture->clear();
        return;
    }
    const qreal ratio = devicePixelRatioF();
    QPixmap pixmap = QPixmap::fromImage(picture.image())
                         .scaled(m_picture->size() * ratio, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    pixmap.setDevicePixelRatio(ratio);
    m_picture->setPixmap(pixmap);
}

void MapPage::show_finding() {
    std::vector<int> points;
    for (const auto& places : m_findings->places()) {
        points.insert(points.end(), places.begin(), places.end());
    }
    std::sort(points.begin(), points.end());
    m_canvas->set_chosen(points);
    if (!points.empty()) {
        m_canvas->show_points(points);
        m_canvas->set_current(points.front());
        show_picture(points.front());
    }
    choose_changed();
}

std::vector<RowId> MapPage::chosen_variants() const {
    std::vector<RowId> ids;
    for (const int point : m_canvas->chosen()) {
        const MapEntry& entry = m_map->entries[static_cast<std::size_t>(point)];
        if (!entry.is_reference) {
            ids.push_back(entry.id);
        }
    }
    return ids;
}

void MapPage::choose_changed() {
    emit variants_chosen(chosen_variants());
    update_buttons();
}

void MapPage::update_buttons() {
    using Finding = MapFindingsList::Finding;
    m_more->setEnabled(m_findings->finding() == Finding::kHole);
    m_keep->setEnabled(m_findings->finding() == Finding::kStack);
    const std::size_t count = m_map == nullptr ? 0 : chosen_variants().size();
    m_gallery->setEnabled(count > 0);
    m_gallery->setText(count > 0 ? tr("Show %n in the &gallery", nullptr, static_cast<int>(count))
                                 : tr("Show in the &gallery"));
}

void MapPage::more_here() {
    if (m_findings->finding() != MapFindingsList::Finding::kHole) {
        return;
    }
    std::vector<RowId> references;
    for (const auto& places : m_findings->places()) {
        references.push_back(m_map->entries[static_cast<std::size_t>(places.front())].id);
    }
    emit more_wanted(references);
}

void MapPage::keep_one() {
    Session* session = m_workspace.session();
    if (session == nullptr || m_findings->finding() != MapFindingsList::Finding::kStack) {
        return;
    }
    std::vector<RowId> rejected;
    for (const auto& stack : m_findings->places()) {
        const RowId kept = kept_of(*m_map, stack);
        for (const int place : stack) {
            const RowId id = m_map->entries[static_cast<std::size_t>(place)].id;
            if (id != kept) {
                rejected.push_back(id);
            }
        }
    }
    const QString text = tr("reject %n near-duplicates", nullptr, static_cast<int>(rejected.size()));
    session->undo_stack().push(new SetStatesCommand(*session, std::move(rejected), VariantState::kRejected, text));
}

}  // namespace destudio::ui
