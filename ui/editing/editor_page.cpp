// SPDX-License-Identifier: Apache-2.0
#include "ui/editing/editor_page.h"

#include <QLocale>
#include <QVBoxLayout>

#include "ui/actions/window_actions.h"
#include "ui/base/percent.h"
#include "ui/editing/box_tools.h"
#include "ui/editing/canvas_binding.h"
#include "ui/editing/class_strip.h"
#include "ui/editing/edit_controller.h"
#include "ui/editing/editor_header.h"
#include "ui/editing/suggestion_controller.h"
#include "ui/session/picture_sources.h"
#include "ui/session/workspace.h"
#include "widgets/base/linked_view.h"

namespace destudio::ui {

EditorPage::EditorPage(Workspace& workspace, EditController& edits, BoxTools& tools, PictureSources& pictures,
                       QWidget* parent)
    : PicturePage(workspace, edits, tools, parent),
      m_pictures(pictures),
      m_canvas(new widgets::BoxCanvas(this)),
      m_header(new EditorHeader(*m_canvas, this)),
      m_strip(new ClassStrip(workspace, edits, this)),
      m_binding(new CanvasBinding(m_canvas, workspace, edits)) {
    m_canvas->setObjectName(QStringLiteral("editor_canvas"));
    m_canvas->set_look(&tools.look());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_canvas, 1);
    layout->addWidget(m_strip);
    m_binding->set_suggesting(true);
    connect(m_binding, &CanvasBinding::space_tapped, this, &EditorPage::accept);
    connect(m_binding, &CanvasBinding::relabel_requested, &tools, &BoxTools::ask_class);
    connect(m_binding, &CanvasBinding::adopt_requested, &tools.suggestions(), &SuggestionController::adopt_detection);
    connect(m_binding, &CanvasBinding::adopt_ghosts_requested, &tools.suggestions(),
            &SuggestionController::adopt_ghosts);
    connect(m_strip, &ClassStrip::more_requested, &tools, &BoxTools::ask_class);
    connect(m_canvas, &widgets::BoxCanvas::mode_changed, this, &EditorPage::mode_changed);
    connect(m_canvas, &widgets::BoxCanvas::menu_requested, this, &EditorPage::menu_requested);
    connect(&workspace, &Workspace::target_changed, this, &EditorPage::show_target);
    connect(&workspace, &Workspace::session_changed, this, &EditorPage::show_target);
    connect(&workspace, &Workspace::project_changed, this, [this](const ProjectChange& change) {
        if (change.what == ProjectChange::What::kVariants || change.what == ProjectChange::What::kReset) {
            show_target();
        }
    });
    connect(&pictures, &PictureSources::reference_ready, this, &EditorPage::show_target);
    connect(&pictures, &PictureSources::variant_ready, this, &EditorPage::show_target);
    connect(&pictures, &PictureSources::failed, this, &EditorPage::show_target);
    show_target();
}

void EditorPage::set_actions(const WindowActions& actions) {
    for (QAction* action :
         {actions.ignore, actions.lock, actions.hide, actions.carry, actions.adopt, actions.minimap}) {
        m_header->add_action_button(action);
    }
    m_header->set_zoom_actions(
        {actions.fit, actions.fit_width, actions.actual_size, actions.zoom_in, actions.zoom_out});
}

void EditorPage::fit() {
    m_canvas->linked_view()->fit();
}

std::optional<BoxTarget> EditorPage::target_at(QPoint global_position) const {
    const QWidget* port = m_canvas->viewport();
    return port->rect().contains(port->mapFromGlobal(global_position)) ? current_target() : std::nullopt;
}

void EditorPage::show_target() {
    if (Session* session = m_workspace.session(); session == nullptr || !session->attempt([this] { read_target(); })) {
        show_nothing();
    }
}

void EditorPage::show_nothing() {
    m_canvas->set_picture({});
    m_canvas->set_placeholder(tr("Choose a picture in the ladder."));
    m_binding->set_target(std::nullopt);
    m_header->set_picture(tr("No picture is chosen"), std::nullopt);
}

void EditorPage::read_target() {
    Session* session = m_workspace.session();
    const auto target = m_workspace.target();
    if (!target) {
        show_nothing();
        return;
    }
    Project& project = session->project();
    const auto show = [this](const auto& record, widgets::Picture picture) {
        m_canvas->set_picture(std::move(picture));
        m_canvas->set_placeholder(m_pictures.is_unreadable(record) ? tr("Not readable") : tr("Loading…"));
    };
    const auto name_of = [&project](RowId id) {
        return QString::fromStdString(project.references().get(id).path.stem().string());
    };
    QString title;
    std::optional<VariantState> state;
    if (target->is_variant()) {
        const VariantRecord variant = project.variants().get(target->id);
        title = tr("%1  ·  %2 %  ·  seed %3")
                    .arg(name_of(variant.reference_id), percent(variant.recipe.encode_ratio),
                         QString::number(variant.recipe.seed));
        if (const auto place = m_workspace.place_in_review_list()) {
            title = tr("%1 of %2  ·  %3")
                        .arg(QLocale().toString(qulonglong(*place + 1)),
                             QLocale().toString(qulonglong(m_workspace.review_list().size())), title);
        }
        state = variant.state;
        show(variant, m_pictures.variant(variant));
        if (variant.state == VariantState::kFailed) {
            m_canvas->set_placeholder(QString::fromStdString(variant.error));
        }
    } else {
        title = tr("%1  ·  reference").arg(name_of(target->id));
        const Reference reference = project.references().get(target->id);
        show(reference, m_pictures.reference(reference));
    }
    m_canvas->set_editable(true);
    m_binding->set_target(target);
    m_header->set_picture(title, state);
}

}  // namespace destudio::ui
