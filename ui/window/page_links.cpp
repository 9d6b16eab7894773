// SPDX-License-Identifier: Apache-2.0
#include "ui/window/page_links.h"

#include <QAction>

#include "ui/actions/window_actions.h"
#include "ui/charts/charts_page.h"
#include "ui/domain/domain_page.h"
#include "ui/evaluation/evaluation_page.h"
#include "ui/gallery/gallery_page.h"
#include "ui/generate/generate_panel.h"
#include "ui/jobs/jobs_page.h"
#include "ui/ladder/ladder_page.h"
#include "ui/map/map_page.h"
#include "ui/models/models_page.h"
#include "ui/training/training_page.h"
#include "ui/window/page_stack.h"
#include "ui/window/window_controllers.h"

namespace destudio::ui {

PageLinks::PageLinks(WindowControllers& controllers, PageStack& pages, GeneratePanel& panel, WindowActions& actions,
                     QObject* parent)
    : QObject(parent), m_controllers(controllers), m_pages(pages), m_actions(actions) {
    connect(pages.ladder(), &LadderPage::open_requested, this, [this] { m_pages.show_page(Page::kEditor); });
    connect(pages.evaluation(), &EvaluationPage::picture_wanted, this, &PageLinks::show_picture);
    connect(pages.jobs(), &JobsPage::open_requested, this, [this](JobId id) {
        if (const RowId reference_id = m_controllers.generation.reference_of(id); reference_id != 0) {
            show_reference(reference_id);
        }
    });
    connect_gallery();
    connect_map();
    connect_adapters(panel);
    connect_models(panel);
    connect_domain(panel);
}

void PageLinks::connect_domain(GeneratePanel& panel) {
    DomainPage* page = m_pages.domain();
    connect(&panel, &GeneratePanel::bundle_changed, page, [page, &panel] { page->set_bundle(panel.bundle()); });
    connect(page, &DomainPage::project_wanted, this, [this](const QString& file) {
        ProjectController& projects = m_controllers.projects;
        connect(
            &projects, &ProjectController::opened, this,
            [this] {
                m_pages.show_page(Page::kLadder);
                m_actions.generate->trigger();
            },
            static_cast<Qt::ConnectionType>(Qt::QueuedConnection | Qt::SingleShotConnection));
        projects.open(file.toStdString());
    });
}

void PageLinks::connect_gallery() {
    GalleryPage* gallery = m_pages.gallery();
    connect(gallery, &GalleryPage::open_requested, this, [this] { m_pages.show_page(Page::kEditor); });
    connect(m_pages.charts(), &ChartsPage::filter_requested, this, [this, gallery](const QString& text) {
        m_pages.show_page(Page::kGallery);
        gallery->set_filter(text);
    });
    connect(m_actions.review_queue, &QAction::triggered, this, [this, gallery] {
        m_pages.show_page(Page::kGallery);
        gallery->show_review_queue();
    });
    connect(m_actions.search, &QAction::triggered, this, [this, gallery] {
        m_pages.show_page(Page::kGallery);
        gallery->focus_search();
    });
}

void PageLinks::connect_map() {
    MapPage* map = m_pages.map();
    connect(map, &MapPage::picture_wanted, this, &PageLinks::show_picture);
    connect(map, &MapPage::variants_chosen, m_pages.gallery(), &GalleryPage::show_only);
    connect(map, &MapPage::gallery_requested, this, [this] { m_pages.show_page(Page::kGallery); });
}

void PageLinks::connect_adapters(GeneratePanel& panel) {
    connect(&panel, &GeneratePanel::bundle_changed, this, [this, &panel] {
        m_pages.training()->set_bundle(panel.bundle(), panel.adapter());
        m_pages.evaluation()->set_bundle(panel.bundle(), panel.adapter());
    });
    connect(m_pages.training(), &TrainingPage::adapter_wanted, &panel, &GeneratePanel::use_adapter);
    connect(&m_controllers.loop, &LoopController::adapter_learned, &panel, &GeneratePanel::use_adapter);
    connect(m_actions.fine_tune, &QAction::triggered, this, [this] {
        m_pages.show_page(Page::kTraining);
        m_pages.training()->prepare_fine_tuning();
    });
}

void PageLinks::connect_models(GeneratePanel& panel) {
    ModelsPage* page = m_pages.models();
    connect(&panel, &GeneratePanel::bundle_changed, page, [page, &panel] { page->set_in_use(panel.bundle()); });
    connect(page, &ModelsPage::model_wanted, &panel, &GeneratePanel::use_bundle);
    connect(page, &ModelsPage::adapter_wanted, &panel, &GeneratePanel::use_adapter);
    connect(page, &ModelsPage::lora_wanted, &panel, &GeneratePanel::add_lora);
    connect(&panel, &GeneratePanel::models_wanted, this, [this] { m_pages.show_page(Page::kModels); });
    LibraryController& library = m_controllers.library;
    connect(&panel, &GeneratePanel::model_list_wanted, &library, &LibraryController::refresh_once);
    connect(&library, &LibraryController::changed, &panel,
            [&library, &panel] { panel.set_known_models(library.listing()); });
}

void PageLinks::go_to(const IssuePlace& place) {
    if (place.job_id != 0) {
        m_pages.show_page(Page::kJobs);
        m_pages.jobs()->show_job(place.job_id);
    } else if (place.exporting) {
        m_pages.show_page(Page::kExport);
    } else if (place.moved) {
        m_actions.locate->trigger();
    } else if (place.variant_id != 0) {
        show_picture({BoxTarget::Kind::kVariant, place.variant_id});
    } else if (m_controllers.workspace.session() != nullptr && place.reference_id != 0) {
        show_reference(place.reference_id);
    }
}

void PageLinks::show_picture(BoxTarget target) {
    Session* session = m_controllers.workspace.session();
    if (session == nullptr) {
        return;
    }
    session->attempt([&] {
        Workspace& workspace = m_controllers.workspace;
        workspace.set_reference(target.is_variant() ? session->project().variants().get(target.id).reference_id
                                                    : target.id);
        workspace.set_target(target);
        m_pages.show_page(Page::kEditor);
    });
}

void PageLinks::show_reference(RowId reference_id) {
    m_controllers.workspace.set_reference(reference_id);
    m_pages.show_page(Page::kLadder);
}

}  // namespace destudio::ui
