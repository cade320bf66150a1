namespace RetentionApi.Platform.Security;

/// <summary>What a key may do. A role (storefront, sales, care, manager, admin) stands for a set of rights; a key may also be given single rights.</summary>
internal static class Scopes
{
    public const string Storefront = "storefront", Sales = "sales", Care = "care", Manager = "manager", Admin = "admin", Operator = "operator";

    public const string
        CustomersRead = "customers:read", CustomersWrite = "customers:write", CustomersErase = "customers:erase", CustomersExport = "customers:export",
        ProductsRead = "products:read", ProductsWrite = "products:write",
        OrdersRead = "orders:read", OrdersWrite = "orders:write",
        InteractionsRead = "interactions:read", InteractionsWrite = "interactions:write",
        FollowUpsRead = "follow-ups:read", FollowUpsWrite = "follow-ups:write", FollowUpsClose = "follow-ups:close",
        SegmentsWrite = "segments:write", ReviewsRead = "reviews:read", ReviewsWrite = "reviews:write",
        SurveysRead = "surveys:read", SurveysWrite = "surveys:write",
        SuggestionsRead = "suggestions:read", SuggestionsWrite = "suggestions:write", SuggestionsDecide = "suggestions:decide",
        CasesRead = "cases:read", CasesReport = "cases:report", CasesWrite = "cases:write", PromisesRead = "promises:read", PromisesWrite = "promises:write",
        MessagesRead = "messages:read", TemplatesWrite = "templates:write", ReportsRead = "reports:read",
        BatchesRead = "batches:read", BatchesDecide = "batches:decide",
        LevelsOverride = "levels:override",
        ModelsRead = "models:read", ModelsWrite = "models:write",
        ImportsWrite = "imports:write",
        PolicyRead = "policy:read", PolicyWrite = "policy:write",
        MerchantRead = "merchant:read", MerchantWrite = "merchant:write",
        KeysWrite = "keys:write", StaffRead = "staff:read", StaffWrite = "staff:write",
        OperationsRead = "operations:read", OperationsWrite = "operations:write",
        AuditRead = "audit:read", JobsRun = "jobs:run", MerchantsCreate = "merchants:create";

    private static readonly string[] ServiceRights =
    [
        CustomersRead, CustomersWrite, ProductsRead, OrdersRead, InteractionsRead, InteractionsWrite, FollowUpsRead, FollowUpsWrite,
        CasesRead, CasesReport, CasesWrite, PromisesRead, PromisesWrite, SurveysRead, SurveysWrite, SuggestionsRead, SuggestionsWrite, SegmentsWrite, ReviewsRead, BatchesRead,
        MessagesRead, ModelsRead, PolicyRead, MerchantRead, StaffRead, OperationsRead,
    ];

    private static readonly string[] ManagerRights =
        [.. ServiceRights, ProductsWrite, OrdersWrite, FollowUpsClose, SuggestionsDecide, BatchesDecide, LevelsOverride, ModelsWrite, PolicyWrite, ImportsWrite, OperationsWrite, ReportsRead, AuditRead,
            StaffWrite, TemplatesWrite, ReviewsWrite];

    private static readonly Dictionary<string, string[]> Roles = new()
    {
        [Storefront] =
        [
            CustomersRead, CustomersWrite, ProductsRead, ProductsWrite, OrdersRead, OrdersWrite, InteractionsRead, InteractionsWrite,
            CasesRead, CasesReport, PromisesRead, PromisesWrite, SuggestionsRead, SuggestionsWrite, ImportsWrite, OperationsRead, OperationsWrite,
        ],
        [Sales] = ServiceRights,
        [Care] = [.. ServiceRights, OrdersWrite],
        [Manager] = ManagerRights,
        [Admin] = [.. ManagerRights, CustomersErase, CustomersExport, MerchantWrite, KeysWrite, JobsRun],
        [Operator] = [MerchantsCreate],
    };

    public static IReadOnlyList<string> All { get; } = [.. Roles.Keys, .. Roles.Values.SelectMany(r => r).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>All rights that the named roles and rights add up to.</summary>
    public static HashSet<string> Rights(IEnumerable<string> scopes)
    {
        var named = scopes.ToList();
        return [.. named, .. named.Where(Roles.ContainsKey).SelectMany(s => Roles[s])];
    }

    /// <summary>The same without the roles' own names.</summary>
    public static HashSet<string> SingleRights(IEnumerable<string> scopes) => [.. Rights(scopes).Where(r => !Roles.ContainsKey(r))];
}
