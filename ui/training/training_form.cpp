// SPDX-License-Identifier: Apache-2.0
#include "ui/training/training_form.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "core/base/error.h"
#include "core/engine/model/bundle_info.h"
#include "ui/session/workspace.h"
#include "widgets/base/icons.h"
#include "widgets/base/theme.h"

namespace destudio::ui {
namespace {

using Kind = adaptation::PictureChoice::Kind;
using widgets::kMargin;

/// What a worker finds out for the form.
struct Findings {
    std::filesystem::path adapter;
    std::filesystem::path atlas;
    int native = 512;
    std::size_t references = 0;
};

Findings look(const std::filesystem::path& bundle, const std::filesystem::path& adapter,
              const std::filesystem::path& project) {
    Findings found;
    try {
        const std::filesystem::path folder = bundle.empty() ? built_in_bundle() : bundle;
        const BundleInfo info = read_bundle_info(folder, adapter);
        found.native = info.native_size.width;
        found.adapter = !info.has_adapter ? std::filesystem::path() : adapter.empty() ? folder / "adapter" : adapter;
        if (const auto atlas = folder / "world" / "atlas.bin"; std::filesystem::exists(atlas)) {
            found.atlas = atlas;
        }
    } catch (const std::exception&) {
        found.adapter.clear();  // the generate panel says what is wrong with the bundle
    }
    try {
        if (!project.empty()) {
            found.references = adaptation::references_of(*Project::open_for_reading(project)).pictures.size();
        }
    } catch (const std::exception&) {
        found.references = 0;
    }
    return found;
}

}  // namespace

TrainingForm::TrainingForm(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_pictures(new QComboBox(this)),
      m_pictures_note(new QLabel(this)),
      m_dataset_row(new QWidget(this)),
      m_dataset(new QLineEdit(this)),
      m_start(new QComboBox(this)),
      m_framework(new QComboBox(this)),
      m_steps(new QSpinBox(this)),
      m_batch(new QSpinBox(this)),
      m_rate(new QDoubleSpinBox(this)),
      m_dtype(new QComboBox(this)),
      m_threads(new QSpinBox(this)),
      m_recipe_note(new QLabel(this)) {
    m_pool.setMaxThreadCount(1);
    build();
    connect(m_pictures, &QComboBox::currentIndexChanged, this, &TrainingForm::pictures_changed);
    connect(m_start, &QComboBox::currentIndexChanged, this, &TrainingForm::start_changed);
    connect(m_framework, &QComboBox::currentIndexChanged, this, &TrainingForm::apply_defaults);
    connect(m_dataset, &QLineEdit::textChanged, this, &TrainingForm::changed);
    apply_defaults();
}

TrainingForm::~TrainingForm() {
    m_pool.clear();
    m_pool.waitForDone();
}

void TrainingForm::build() {
    m_pictures->setObjectName(QStringLiteral("training_pictures"));
    m_pictures->addItem(tr("References of the project"), static_cast<int>(Kind::kReferences));
    m_pictures->addItem(tr("My corrections"), static_cast<int>(Kind::kCorrections));
    m_pictures->addItem(tr("A dataset on disk"), static_cast<int>(Kind::kDataset));
    m_pictures->addItem(tr("The bundle's clipart world"), static_cast<int>(Kind::kWorld));
    m_pictures_note->setObjectName(QStringLiteral("training_pictures_note"));
    m_pictures_note->setProperty("role", QStringLiteral("dim"));
    m_pictures_note->setWordWrap(true);
    m_dataset->setObjectName(QStringLiteral("training_dataset"));
    m_dataset->setAccessibleName(tr("A dataset on disk"));
    m_dataset->setPlaceholderText(tr("COCO, VOC, YOLO or another format"));
    auto* browse = new QToolButton(m_dataset_row);
    browse->setIcon(widgets::icon(QStringLiteral("folder")));
    browse->setToolTip(tr("Choose a dataset folder"));
    browse->setAccessibleName(browse->toolTip());
    connect(browse, &QToolButton::clicked, this, &TrainingForm::choose_dataset);
    auto* dataset_layout = new QHBoxLayout(m_dataset_row);
    dataset_layout->setContentsMargins(0, 0, 0, 0);
    dataset_layout->addWidget(m_dataset, 1);
    dataset_layout->addWidget(browse);
    m_start->setObjectName(QStringLiteral("training_start_from"));
    m_start->addItem(tr("Afresh"));
    m_start->addItem(tr("The adapter in use"));
    m_start->setToolTip(tr("An adapter that learns further keeps what it knows and its class list."));
    m_framework->setObjectName(QStringLiteral("training_framework"));
    m_framework->addItem(tr("RetinaNet"), QStringLiteral("retinanet"));
    m_framework->addItem(tr("DINO"), QStringLiteral("dino"));
    m_steps->setObjectName(QStringLiteral("training_steps"));
    m_steps->setRange(1, 10'000'000);
    m_batch->setObjectName(QStringLiteral("training_batch"));
    m_batch->setRange(1, 1024);
    m_rate->setObjectName(QStringLiteral("training_rate"));
    m_rate->setDecimals(6);
    m_rate->setRange(0.000001, 1);
    m_rate->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    m_dtype->setObjectName(QStringLiteral("training_dtype"));
    m_dtype->addItem(QStringLiteral("bfloat16"));
    m_dtype->addItem(QStringLiteral("float32"));
    m_dtype->setToolTip(tr("bfloat16 is faster where the processor multiplies it in hardware."));
    m_threads->setObjectName(QStringLiteral("training_threads"));
    m_threads->setRange(0, 1024);
    m_threads->setSpecialValueText(tr("automatic"));
    m_recipe_note->setProperty("role", QStringLiteral("dim"));
    m_recipe_note->setWordWrap(true);
    auto* recipe = new QPushButton(tr("Open a &recipe…"), this);
    connect(recipe, &QPushButton::clicked, this, &TrainingForm::choose_recipe);

    auto* form = new QFormLayout;
    form->setHorizontalSpacing(kMargin);
    form->setVerticalSpacing(kMargin / 2);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("&Learn from"), m_pictures);
    form->addRow(QString(), m_dataset_row);
    form->addRow(m_pictures_note);
    form->addRow(tr("Start"), m_start);
    form->addRow(tr("&Framework"), m_framework);
    form->addRow(tr("&Steps"), m_steps);
    form->addRow(tr("&Batch"), m_batch);
    form->addRow(tr("Learning ra&te"), m_rate);
    form->addRow(tr("&Arithmetic"), m_dtype);
    form->addRow(tr("T&hreads"), m_threads);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kMargin / 2);
    layout->addLayout(form);
    layout->addWidget(recipe, 0, Qt::AlignLeft);
    layout->addWidget(m_recipe_note);
    m_dataset_row->hide();
    m_recipe_note->hide();
}

void TrainingForm::set_bundle(const std::filesystem::path& bundle, const std::filesystem::path& adapter) {
    m_bundle = bundle;
    m_wanted_adapter = adapter;
    m_reading = true;
    std::filesystem::path project;
    if (Session* session = m_workspace.session()) {
        project = session->project().file();
        session->attempt([&] {
            m_corrections = 0;
            for (const auto& [state, count] : session->project().variants().count_by_state()) {
                m_corrections += state == VariantState::kAccepted || state == VariantState::kEdited ? count : 0;
            }
        });
    }
    m_pool.start([this, bundle, adapter, project, number = ++m_number] {
        const Findings found = look(bundle, adapter, project);
        QMetaObject::invokeMethod(
            this,
            [this, found, number] {
                if (number != m_number) {
                    return;
                }
                m_reading = false;
                const bool other = found.adapter != m_adapter || found.native != m_native;
                m_adapter = found.adapter;
                m_atlas = found.atlas;
                m_native = found.native;
                m_references = found.references;
                if (other) {
                    apply_defaults();
                }
                pictures_changed();
            },
            Qt::QueuedConnection);
    });
}

void TrainingForm::refresh() {
    set_bundle(m_bundle, m_wanted_adapter);
}

Kind TrainingForm::kind() const {
    return static_cast<Kind>(m_pictures->currentData().toInt());
}

bool TrainingForm::learns_further() const {
    return m_start->currentIndex() == 1;
}

std::filesystem::path TrainingForm::start_adapter() const {
    return learns_further() ? m_adapter : std::filesystem::path();
}

void TrainingForm::choose_pictures(Kind kind) {
    m_pictures->setCurrentIndex(m_pictures->findData(static_cast<int>(kind)));
}

void TrainingForm::pictures_changed() {
    m_dataset_row->setVisible(kind() == Kind::kDataset);
    const bool corrections = kind() == Kind::kCorrections;
    if (corrections && !m_adapter.empty()) {
        m_start->setCurrentIndex(1);  // that is what corrections are for
    }
    switch (kind()) {
        case Kind::kReferences:
            m_pictures_note->setText(
                tr("References with boxes: %1. One in five measures the adapter.").arg(m_references));
            break;
        case Kind::kCorrections:
            m_pictures_note->setText(tr("Accepted or edited variants: %1. Those of one reference in five measure the "
                                        "adapter before and after.")
                                         .arg(m_corrections));
            break;
        case Kind::kDataset:
            m_pictures_note->setText(tr("Its val split measures the adapter, else one picture in ten."));
            break;
        case Kind::kWorld:
            m_pictures_note->setText(m_atlas.empty() ? tr("This bundle has no world of its own.")
                                                     : tr("Scenes without end, drawn as they are needed."));
            break;
    }
    emit changed();
}

void TrainingForm::start_changed() {
    m_framework->setEnabled(!learns_further());
    apply_defaults();
}

void TrainingForm::apply_defaults() {
    training::AdapterRecipe recipe =
        adaptation::fresh_recipe(m_framework->currentData().toString().toStdString(), m_native);
    if (learns_further() && !m_adapter.empty()) {
        try {
            recipe = adaptation::fine_tuning_recipe(m_adapter, m_native);
        } catch (const std::exception& error) {
            m_workspace.report(QString::fromUtf8(error.what()));
        }
    }
    m_recipe_note->hide();
    show_recipe(recipe);
}

void TrainingForm::show_recipe(const training::AdapterRecipe& recipe) {
    m_recipe = recipe;
    const QSignalBlocker blocker(m_framework);
    m_framework->setCurrentIndex(m_framework->findData(QString::fromStdString(recipe.framework)));
    m_steps->setValue(static_cast<int>(recipe.steps));
    m_batch->setValue(recipe.batch);
    m_rate->setValue(recipe.learning_rate);
    m_dtype->setCurrentText(QString::fromStdString(recipe.dtype));
    emit changed();
}

void TrainingForm::load_recipe(const std::filesystem::path& file) {
    show_recipe(training::read_adapter_recipe(file));
    m_recipe_note->setText(tr("Everything else as in %1").arg(QString::fromStdString(file.filename().string())));
    m_recipe_note->show();
}

void TrainingForm::choose_recipe() {
    const QString file = QFileDialog::getOpenFileName(this, tr("Open a recipe"), {}, tr("Recipes (*.json)"));
    if (file.isEmpty()) {
        return;
    }
    try {
        load_recipe(file.toStdString());
    } catch (const Error& error) {
        m_workspace.report(QString::fromUtf8(error.what()));
    }
}

void TrainingForm::choose_dataset() {
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Choose a dataset folder"), m_dataset->text());
    if (!folder.isEmpty()) {
        m_dataset->setText(folder);
    }
}

QString TrainingForm::problem() const {
    const bool of_project = kind() == Kind::kReferences || kind() == Kind::kCorrections;
    if (of_project && m_workspace.session() == nullptr) {
        return tr("Open a project first.");
    }
    if (kind() == Kind::kReferences && m_references < 2) {
        return tr("Draw or import the boxes of at least 2 references first.");
    }
    if (kind() == Kind::kCorrections && m_corrections < adaptation::kFewestCorrections) {
        return tr("Accept or correct at least %1 variants first.").arg(adaptation::kFewestCorrections);
    }
    if (kind() == Kind::kDataset && m_dataset->text().trimmed().isEmpty()) {
        return tr("Choose a dataset first.");
    }
    if (kind() == Kind::kWorld && m_atlas.empty()) {
        return tr("This bundle has no world of its own.");
    }
    if (learns_further() && m_adapter.empty()) {
        return tr("The bundle has no adapter that could learn further.");
    }
    return {};
}

std::optional<adaptation::AdapterRunRequest> TrainingForm::request() const {
    if (!problem().isEmpty()) {
        return std::nullopt;
    }
    adaptation::AdapterRunRequest request;
    request.recipe = m_recipe;
    request.recipe.steps = m_steps->value();
    request.recipe.batch = m_batch->value();
    request.recipe.learning_rate = m_rate->value();
    request.recipe.dtype = m_dtype->currentText().toStdString();
    request.recipe.framework = m_framework->currentData().toString().toStdString();
    // Short trainings are measured a few times, too.
    request.recipe.evaluate_every =
        std::min(request.recipe.evaluate_every, std::max<std::int64_t>(1, request.recipe.steps / 5));
    request.recipe.checkpoint_every = std::min(request.recipe.checkpoint_every, request.recipe.evaluate_every);
    request.bundle = m_bundle.empty() ? built_in_bundle() : m_bundle;
    request.start_from = start_adapter();
    request.threads = m_threads->value();
    request.pictures.kind = kind();
    switch (kind()) {
        case Kind::kReferences:
        case Kind::kCorrections:
            request.pictures.path = m_workspace.session()->project().file();
            break;
        case Kind::kDataset:
            request.pictures.path = m_dataset->text().trimmed().toStdString();
            break;
        case Kind::kWorld:
            request.pictures.path = m_atlas;
            break;
    }
    return request;
}

}  // namespace destudio::ui
