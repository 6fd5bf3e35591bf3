// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "reports_workspace.h"

#include "../frame/exported.h"
#include "../frame/head_layout.h"
#include "coverage_model.h"

#include <tutela/core/program.h>
#include <tutela/core/atomic_write.h>
#include <tutela/core/spoken.h>
#include <tutela/report/frozen.h>
#include <tutela/report/pdf.h>
#include <tutela/session/display.h>
#include <tutela/session/reach_cells.h>

#include <QDir>
#include <QFileInfo>
#include <QPushButton>
#include <QScrollArea>
#include <QSettings>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QToolButton>
#include <QVBoxLayout>

namespace tutela::app {

namespace {

constexpr int kEmptyPage = 0, kPagesPage = 1;
const QString kFolderKey = QStringLiteral("reports/folder");

report::Assets assetsOf(const session::Document& document)
{
    return {document.assetReader(), document.assetNamer(), session::reachCellsOf(document.terrainRequest())};
}

QString lastFolder()
{
    const QString kept = QSettings{}.value(kFolderKey).toString();
    return kept.isEmpty() || !QFileInfo{kept}.isDir() ? QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation) : kept;
}

/// "1.7 MB".
QString sizeText(std::size_t bytes)
{
    constexpr double kKilo = 1000.0;
    const auto size = static_cast<double>(bytes);
    return size < kKilo * kKilo ? QObject::tr("%1 kB").arg(QString::number(size / kKilo, 'f', 0)) : QObject::tr("%1 MB").arg(QString::number(size / kKilo / kKilo, 'f', 1));
}

QWidget* scrolled(QWidget* content, const QString& name, const QString& title)
{
    auto* area = new QScrollArea;
    area->setObjectName(name);
    area->setAccessibleName(title);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    content->setMinimumWidth(1); // as wide as the dock: its texts wrap
    area->setWidget(content);
    return area;
}

QToolButton* toolButton(const QString& name, const QString& title, const QString& icon, Style& style, QWidget* parent)
{
    auto* made = new QToolButton{parent};
    made->setObjectName(name);
    made->setAccessibleName(title);
    made->setToolTip(title);
    const auto dress = [made, icon, &style] { made->setIcon(style.icon(icon)); };
    dress();
    QObject::connect(&style, &Style::changed, made, dress);
    return made;
}

/// A title that is there whole or not at all: the list of versions says it too.
class WholeTitle final : public QLabel {
public:
    explicit WholeTitle(QWidget* parent) : QLabel(parent)
    {
        setTextFormat(Qt::PlainText);
        setProperty("role", QStringLiteral("heading"));
        setMinimumWidth(0);
        setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    }

private:
    void paintEvent(QPaintEvent* event) override
    {
        if (fontMetrics().horizontalAdvance(text()) <= contentsRect().width())
            QLabel::paintEvent(event);
    }
};

} // namespace

ReportsWorkspace::ReportsWorkspace(Shell& shell)
    : Workspace(shell, QStringLiteral("Reports"), tr("Reports")), m_stack(new QStackedWidget{this}),
      m_view(new PageView{shell.style, this}), m_title(new WholeTitle{this}), m_paging(ui::label({}, "secondary", this)),
      m_zoom(ui::label({}, "secondary", this))
{
    auto* first = ui::button(QStringLiteral("reportsNewAssessment"), tr("New assessment"), "primary", this);
    connect(first, &QPushButton::clicked, this, [this] { m_shell.actions.action(QStringLiteral("assess.new"))->trigger(); });
    m_stack->addWidget(ui::emptyState(shell.style, QStringLiteral("reports"), tr("A report prints an assessment. There is none yet."), first, nullptr, m_stack));
    m_stack->addWidget(makeCentre());
    setCentralWidget(m_stack);
    makeDocks();

    handle(QStringLiteral("report.make"), [this] {
        m_version.reset();
        m_coverage = false;
        chooseVersion();
    });
    for (const char* id : {"data.export", "report.export"})
        handle(QLatin1String{id}, [this] { exportPdf(); });
    handle(QStringLiteral("analysis.recalculate"), [this] {
        m_base.reset();
        build();
    });
    connect(&shell.document, &session::Document::changed, this, &ReportsWorkspace::documentChanged);
    const auto choose = [this] {
        m_version.reset();
        if (isVisible())
            chooseVersion();
        else
            m_stale = true;
    };
    connect(&shell.context, &session::WorkContext::periodChanged, this, choose);
    connect(&shell.context, &session::WorkContext::scopeChanged, this, choose);
    connect(&m_building, &session::JobRunner::progressed, this, [this](double fraction, const QString& stage) {
        m_progressBar->setValue(qRound(fraction * m_progressBar->maximum()));
        m_progressText->setText(stage.isEmpty() ? m_stage : stage);
    });
    connect(&m_building, &session::JobRunner::runningChanged, this, [this](bool running) { m_progress->setVisible(running); });
}

/// What the lists and the view say while they go reaches nobody.
ReportsWorkspace::~ReportsWorkspace()
{
    for (QObject* each : std::initializer_list<QObject*>{m_versions, m_contents, m_options, m_checks, m_view, &m_building})
        each->disconnect(this);
}

QWidget* ReportsWorkspace::makeCentre()
{
    auto* centre = new QWidget{m_stack};
    auto* column = new QVBoxLayout{centre};
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeProgress(centre));
    column->addWidget(m_view, 1);
    column->addWidget(makePagingBar(centre));
    return centre;
}

QWidget* ReportsWorkspace::makeProgress(QWidget* parent)
{
    QVBoxLayout* column = nullptr;
    m_progress = ui::panel("panel", parent, &column);
    m_progress->setObjectName(QStringLiteral("reportProgress"));
    column->setContentsMargins(16, 6, 16, 6);
    auto* row = new QHBoxLayout;
    m_progressText = ui::label({}, "secondary", m_progress);
    m_progressBar = new QProgressBar{m_progress};
    m_progressBar->setObjectName(QStringLiteral("reportProgressBar"));
    m_progressBar->setAccessibleName(tr("Making the report"));
    m_progressBar->setRange(0, 1000);
    m_progressBar->setTextVisible(false);
    auto* stop = ui::button(QStringLiteral("reportStop"), tr("Stop"), "chip", m_progress);
    connect(stop, &QPushButton::clicked, this, [this] { m_building.stop(); });
    row->addWidget(m_progressText);
    row->addWidget(m_progressBar, 1);
    row->addWidget(stop);
    column->addLayout(row);
    m_progress->hide();
    return m_progress;
}

QWidget* ReportsWorkspace::makePagingBar(QWidget* parent)
{
    QVBoxLayout* column = nullptr;
    auto* bar = ui::panel("panel", parent, &column);
    column->setContentsMargins(16, 6, 16, 6);
    auto* row = new HeadLayout{nullptr};
    row->setContentsMargins(0, 0, 0, 0);
    m_title->setObjectName(QStringLiteral("reportTitle"));
    m_paging->setObjectName(QStringLiteral("reportPaging"));
    m_zoom->setObjectName(QStringLiteral("reportZoom"));
    for (auto* label : {m_paging, m_zoom}) {
        label->setAlignment(Qt::AlignCenter);
        label->setMinimumWidth(label->fontMetrics().horizontalAdvance(QStringLiteral("888 / 888")) + 8);
    }
    Style& style = m_shell.style;
    auto* back = toolButton(QStringLiteral("reportPreviousPage"), tr("Previous page (PgUp)"), QStringLiteral("back"), style, bar);
    auto* next = toolButton(QStringLiteral("reportNextPage"), tr("Next page (PgDn)"), QStringLiteral("forward"), style, bar);
    auto* smaller = toolButton(QStringLiteral("reportZoomOut"), tr("Smaller (-)"), QStringLiteral("minus"), style, bar);
    auto* larger = toolButton(QStringLiteral("reportZoomIn"), tr("Larger (+)"), QStringLiteral("plus"), style, bar);
    auto* width = ui::button(QStringLiteral("reportFitWidth"), tr("Fit width"), "chip", bar);
    auto* page = ui::button(QStringLiteral("reportFitPage"), tr("Whole page"), "chip", bar);
    connect(back, &QToolButton::clicked, this, [this] { m_view->goTo(m_view->page() - 1); });
    connect(next, &QToolButton::clicked, this, [this] { m_view->goTo(m_view->page() + 1); });
    connect(smaller, &QToolButton::clicked, this, [this] { m_view->stepZoom(-1); });
    connect(larger, &QToolButton::clicked, this, [this] { m_view->stepZoom(1); });
    connect(width, &QPushButton::clicked, this, [this] { m_view->setFit(PageView::Fit::Width); });
    connect(page, &QPushButton::clicked, this, [this] { m_view->setFit(PageView::Fit::Page); });
    row->addWidget(m_title);
    for (QWidget* widget : std::initializer_list<QWidget*>{back, m_paging, next, smaller, m_zoom, larger, width, page})
        row->addWidget(widget);
    column->addLayout(row);
    connect(m_view, &PageView::pageChanged, this, &ReportsWorkspace::showPaging);
    connect(m_view, &PageView::zoomChanged, this, &ReportsWorkspace::showPaging);
    return bar;
}

void ReportsWorkspace::makeDocks()
{
    QVBoxLayout* left = nullptr;
    auto* documents = ui::panel("panel", this, &left);
    left->addWidget(ui::label(tr("Versions"), "section", documents));
    m_versions = new VersionList{documents};
    left->addWidget(m_versions, 2);
    m_contentsArea = new QWidget{documents};
    auto* contents = new QVBoxLayout{m_contentsArea};
    contents->setContentsMargins(0, 0, 0, 0);
    contents->addWidget(ui::label(tr("Contents"), "section", m_contentsArea));
    m_contents = new ContentsList{m_contentsArea};
    contents->addWidget(m_contents, 1);
    left->addWidget(m_contentsArea, 3);
    addDock(QStringLiteral("reportDocuments"), tr("Documents"), documents, Qt::LeftDockWidgetArea, 250);

    QVBoxLayout* right = nullptr;
    auto* options = ui::panel("panel", this, &right);
    m_options = new ReportOptions{options};
    m_checks = new CheckList{m_shell.style, options};
    QVBoxLayout* outer = nullptr;
    auto* panel = ui::panel("panel", this, &outer);
    outer->setContentsMargins(0, 0, 0, 14);
    right->addWidget(m_options);
    right->addWidget(ui::rule(options));
    right->addWidget(m_checks);
    right->addStretch();
    outer->addWidget(scrolled(options, QStringLiteral("reportOptionsArea"), tr("Options and checks")), 1);
    m_send = ui::button(QStringLiteral("exportPdf"), tr("Export PDF"), "primary", panel);
    allowExport();
    auto* row = new QHBoxLayout;
    row->setContentsMargins(16, 0, 16, 0);
    row->addWidget(m_send, 1);
    outer->addLayout(row);
    addDock(QStringLiteral("reportOptions"), tr("Options"), panel, Qt::RightDockWidgetArea, 280);

    connect(m_versions, &VersionList::chosen, this, &ReportsWorkspace::showVersion);
    connect(m_versions, &VersionList::coverageChosen, this, &ReportsWorkspace::showCoverage);
    connect(m_contents, &ContentsList::leftOutChanged, this, &ReportsWorkspace::build);
    connect(m_contents, &ContentsList::pageAsked, m_view, &PageView::goTo);
    connect(m_options, &ReportOptions::profileChanged, this, &ReportsWorkspace::build);
    connect(m_checks, &CheckList::recordAsked, this, [this](session::RecordRef record) { m_shell.open(record); });
    connect(m_checks, &CheckList::kindAsked, this, [this](core::Kind kind) {
        m_shell.actions.action(kind == core::Kind::PATROL ? QStringLiteral("view.patrols") : QStringLiteral("view.assess"))->trigger();
    });
    connect(m_send, &QPushButton::clicked, this, &ReportsWorkspace::exportPdf);
}

void ReportsWorkspace::activated()
{
    m_view->setFocus(); // PgUp and PgDn turn pages at once
    const auto selected = m_shell.context.selection();
    if (selected && selected->kind == core::Kind::ASSESSMENT && m_version != core::AssessmentId{selected->id})
        showVersion(core::AssessmentId{selected->id});
    else if (subject().isEmpty())
        chooseVersion();
    else if (m_stale)
        build();
}

void ReportsWorkspace::chooseVersion()
{
    if (m_coverage) { // stays, of another period
        showCoverage();
        return;
    }
    const auto chosen = session::reportVersion(*m_shell.document.mission(), m_shell.context.period(), m_shell.context.scope());
    if (chosen)
        showVersion(*chosen);
    else
        showNothing();
}

void ReportsWorkspace::showNothing()
{
    m_version.reset();
    m_pages.reset();
    m_view->setPages(nullptr);
    m_versions->fill(*m_shell.document.mission(), std::nullopt, false);
    m_checks->fill({}, tr("No report to check yet."));
    m_contentsArea->hide();
    m_options->showMarking({});
    m_stack->setCurrentIndex(kEmptyPage);
    allowExport();
}

void ReportsWorkspace::allowExport()
{
    m_send->setEnabled(!subject().isEmpty());
    m_send->setToolTip(!subject().isEmpty() ? m_shell.actions.keys(QStringLiteral("data.export")) : tr("There is no report to export yet: it prints an assessment."));
}

void ReportsWorkspace::showVersion(core::AssessmentId assessment)
{
    if (!m_coverage && m_version == assessment && isReady() && !m_stale)
        return;
    m_coverage = false;
    m_version = assessment;
    m_stack->setCurrentIndex(kPagesPage);
    allowExport();
    build();
}

void ReportsWorkspace::showCoverage()
{
    if (m_coverage && isReady() && !m_stale)
        return;
    m_coverage = true;
    m_version.reset();
    m_stack->setCurrentIndex(kPagesPage);
    allowExport();
    build();
}

ReportsWorkspace::Subject ReportsWorkspace::subject() const
{
    if (!m_coverage)
        return {m_version, {}};
    return {{}, coveragePeriod(m_shell)};
}

bool ReportsWorkspace::isReady() const
{
    return m_pages != nullptr && !m_stale && !m_building.isRunning() && m_pagesOf == subject() && m_pages->model().profile == m_options->profile();
}

bool ReportsWorkspace::isSettled() const { return subject().isEmpty() || (isReady() && m_view->isSharp()); }

void ReportsWorkspace::documentChanged()
{
    if (m_version && m_shell.document.mission()->find<core::Assessment>(*m_version) == nullptr)
        m_version.reset();
    m_stale = true;
    if (!isVisible())
        return;
    if (subject().isEmpty())
        chooseVersion();
    else
        build();
}

std::function<report::ReportModel(const core::Progress&)> ReportsWorkspace::modelMaker() const
{
    if (m_coverage)
        return coverageModelMaker(m_shell);
    return [mission = m_shell.document.mission(), id = *m_version, assets = assetsOf(m_shell.document),
            folder = std::filesystem::absolute(m_shell.document.path()).parent_path()](const core::Progress& progress) {
        return report::modelOf(*mission, id, assets, folder, core::programName(), std::nullopt, progress);
    };
}

void ReportsWorkspace::build()
{
    if (subject().isEmpty())
        return;
    m_stale = false;
    const auto mission = m_shell.document.mission();
    m_versions->fill(*mission, m_version, m_coverage);
    m_title->setText(m_coverage ? tr("Patrol coverage review") : session::nameOf(*mission, {core::Kind::ASSESSMENT, m_version->value}));
    m_title->setToolTip(m_title->text().toHtmlEscaped()); // where there is no room for it
    m_contents->setFixed(m_coverage || m_options->profile() == report::Profile::PUBLIC);
    showChecks();
    m_stage = tr("Making the report ...");
    m_progressText->setText(m_stage);
    m_progressBar->setValue(0);
    const bool same = m_base && m_base->head == mission->head && m_base->subject == subject();
    m_building.restart(
        [head = mission->head, of = subject(), make = modelMaker(), base = same ? m_base : nullptr, profile = m_options->profile(),
         leftOut = m_coverage ? std::vector<report::ReportPart>{} : m_contents->leftOut()](const core::Progress& progress) {
            Built built{base, nullptr};
            if (!built.base)
                built.base = std::make_shared<const Base>(Base{head, of, make(progress.part(0.0, 0.7))});
            report::ReportModel model = report::reduce(built.base->model, profile);
            model.left_out = leftOut;
            built.pages = std::make_shared<const report::Pages>(std::move(model), core::programName(), progress.part(0.7, 1.0));
            return built;
        },
        [this](session::Outcome<Built> outcome) { take(std::move(outcome)); });
}

void ReportsWorkspace::take(session::Outcome<Built> outcome)
{
    const QString key = QStringLiteral("report");
    if (outcome.value) {
        m_shell.messages.hide(key);
        m_base = outcome.value->base;
        m_pages = outcome.value->pages;
        m_pagesOf = subject();
        m_view->setPages(m_pages);
        m_contentsArea->show();
        m_contents->fill(*m_pages);
        m_options->showMarking(QString::fromStdString(m_pages->marking()), session::whyMarkedHigher(*m_shell.document.mission(), m_coverage ? std::nullopt : m_version, m_pages->model().head.marking));
        showPaging();
        m_shell.status(tr("Report ready: %1 pages").arg(m_pages->count()));
        return;
    }
    m_stale = true;
    const std::vector<MessageAction> again{{tr("Make it again"), [this] { build(); }}};
    if (outcome.stopped())
        m_shell.messages.show(key, MessageBar::Level::Info, tr("Stopped. The pages shown are the last ones that were made."), again);
    else
        m_shell.messages.show(key, MessageBar::Level::Danger, tr("The report was not made: %1. Nothing was changed.").arg(outcome.sentence()), again);
}

void ReportsWorkspace::showChecks()
{
    const auto mission = m_shell.document.mission();
    auto checks = m_coverage ? session::coverageChecks(*mission, *subject().coverage) : session::reportChecks(*mission, *m_version);
    if (!m_coverage && !m_contents->leftOut().empty())
        checks.push_back({session::ReportCheck::Level::Note, tr("Parts are left out: the cover and every footer call it an extract."), std::nullopt});
    m_checks->fill(checks);
}

void ReportsWorkspace::showPaging()
{
    m_paging->setText(m_view->count() == 0 ? QString{} : tr("%1 / %2").arg(m_view->page() + 1).arg(m_view->count()));
    m_zoom->setText(tr("%1 %").arg(qRound(m_view->zoom() * 100)));
}

void ReportsWorkspace::exportPdf()
{
    if (!isReady()) {
        m_shell.toasts.show(subject().isEmpty()      ? tr("There is no report to export yet.")
                            : m_building.isRunning() ? tr("The report is still being made.")
                                                     : tr("The report of this choice was not made; nothing is exported."));
        return;
    }
    const auto profile = m_options->profile();
    const QString audience = profile == report::Profile::INTERNAL ? QString{} : QString::fromStdString(std::string{core::word(profile)}).toLower();
    const auto& mission = *m_shell.document.mission();
    const QString name = m_coverage ? session::coverageFileName(mission, *subject().coverage, audience) : session::reportFileName(mission, *m_version, audience);
    const QString path = m_shell.prompts.saveFile(this, tr("Export the report"), QDir{lastFolder()}.filePath(name), tr("PDF (*.pdf)"));
    if (!path.isEmpty())
        writePdf(path);
}

void ReportsWorkspace::writePdf(const QString& path)
{
    struct Written { int pages; std::size_t bytes; };
    const bool asSigned = m_version && m_options->profile() == report::Profile::INTERNAL && m_pages->model().left_out.empty()
                          && core::isFrozen(*m_shell.document.mission(), *m_version);
    m_shell.status(tr("Exporting the report ..."));
    m_exporting.restart(
        [pages = m_pages, path, asset = asSigned ? report::pdfAssetName(*m_version) : std::string{}, read = m_shell.document.assetReader()](const core::Progress& progress) {
            std::string pdf;
            if (!asset.empty())
                if (const auto stored = read(asset))
                    pdf = *stored;
            if (pdf.empty())
                pdf = report::renderPdf(pages->model(), {core::programName()}, progress).pdf;
            core::io::atomicWrite(path.toStdString(), pdf);
            return Written{report::pageCount(pdf), pdf.size()};
        },
        [this, path](const session::Outcome<Written>& outcome) {
            const QString key = QStringLiteral("export");
            if (!outcome.value) {
                m_shell.messages.show(key, MessageBar::Level::Danger, tr("The report was not exported: %1. What was there before is unchanged.").arg(outcome.sentence()),
                                      {{tr("Another place ..."), [this] { exportPdf(); }}});
                return;
            }
            m_shell.messages.hide(key);
            QSettings{}.setValue(kFolderKey, QFileInfo{path}.absolutePath());
            m_shell.status(tr("Report exported"));
            m_shell.toasts.show(tr("Report exported: %1 pages, %2").arg(outcome.value->pages).arg(sizeText(outcome.value->bytes)),
                                exportedActions(m_shell.toasts, path));
        });
}

} // namespace tutela::app
