// SPDX-License-Identifier: Apache-2.0
#include "ui/editor_page.h"

#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

#include "ui/canvas_binding.h"
#include "ui/edit_controller.h"
#include "ui/gallery_model.h"
#include "ui/picture_sources.h"
#include "ui/workspace.h"
#include "widgets/linked_view.h"
#include "widgets/theme.h"

namespace destudio::ui {
EditorPage::EditorPage(Workspace& workspace, EditController& edits, PictureSources& pictures, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_pictures(pictures),
      m_title(new QLabel(this)),
      m_canvas(new widgets::BoxCanvas(this)),
      m_binding(new CanvasBinding(m_canvas, workspace, edits)) {
    m_canvas->setObjectName(QStringLiteral("editor_canvas"));
    m_title->setContentsMargins(widgets::kMargin, widgets::kMargin / 2, widgets::kMargin, widgets::kMargin / 2);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_title);
    layout->addWidget(m_canvas, 1);
    connect(m_binding, &CanvasBinding::space_tapped, &edits, &EditController::toggle_accepted);
    connect(m_binding, &CanvasBinding::relabel_requested, this, &EditorPage::relabel_requested);
    connect(m_canvas, &widgets::BoxCanvas::mode_changed, this, &EditorPage::mode_changed);
    connect(&workspace, &Workspace::target_changed, this, &EditorPage::show_target);
    connect(&workspace, &Workspace::session_changed, this, &EditorPage::show_target);
    connect(&workspace, &Workspace::project_changed, this, [this](const ProjectChange& change) {
        if (change.what == ProjectChange::What::kVariants || change.what == ProjectChange::What::kReset) {
            show_target();
        }
    });
    connect(&pictures, &PictureSources::reference_ready, this, &EditorPage::show_target);
    connect(&pictures, &PictureSources::variant_ready, this, &EditorPage::show_target);
    show_target();
}

void EditorPage::fit() {
    m_canvas->linked_view()->fit();
}

void EditorPage::show_target() {
    if (Session* session = m_workspace.session(); session == nullptr || !session->attempt([this] { read_target(); })) {
        show_nothing();
    }
}

void EditorPage::show_nothing() {
    m_title->setText(tr("No picture is chosen"));
    m_canvas->set_picture({});
    m_canvas->set_placeholder(tr("Choose a picture in the ladder."));
    m_binding->set_target(std::nullopt);
}

void EditorPage::read_target() {
    Session* session = m_workspace.session();
    const auto target = m_workspace.target();
    if (!target) {
        show_nothing();
        return;
    }
    Project& project = session->project();
    m_canvas->set_placeholder(tr("Loading…"));
    const auto name_of = [&project](RowId id) {
        return QString::fromStdString(project.references().get(id).path.stem().string());
    };
    if (target->is_variant()) {
        const VariantRecord variant = project.variants().get(target->id);
        m_title->setText(tr("%1  ·  ratio %2  ·  seed %3  ·  %4")
                             .arg(name_of(variant.reference_id), QLocale().toString(variant.recipe.encode_ratio))
                             .arg(variant.recipe.seed)
                             .arg(state_word(variant.state)));
        m_canvas->set_picture(m_pictures.variant(variant));
    } else {
        m_title->setText(tr("%1  ·  reference").arg(name_of(target->id)));
        m_canvas->set_picture(m_pictures.reference(project.references().get(target->id)));
    }
    m_canvas->set_editable(true);
    m_binding->set_target(target);
}

}  // namespace destudio::ui
