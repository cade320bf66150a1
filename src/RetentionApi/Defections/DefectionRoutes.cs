using RetentionApi.CustomerPages;
using RetentionApi.Customers;
using RetentionApi.Domain.Defections;
using RetentionApi.Platform.OpenApi;
using RetentionApi.Platform.Security;

namespace RetentionApi.Defections;

internal static class DefectionRoutes
{
    public static IServiceCollection AddDefections(this IServiceCollection services) => services
        .AddScoped<DefectionDecisions>()
        .AddKeyedScoped<ICustomerPage, DefectionPage>(LinkPurpose.Defection);

    public static RouteGroupBuilder MapDefections(this RouteGroupBuilder v1)
    {
        var defections = v1.MapGroup("/defections").WithTags("Defections");
        defections.MapPost("/", ReportDefection.Endpoint).Needs(Scopes.CustomersWrite)
            .Explained("reportDefection", "A customer says that they leave",
                "With what they say of why. Where they are on the ledger already, their line has it; told again the same way it stays as it is. Who is lost by silence comes onto the ledger by itself.")
            .Fails(NamedCustomer.CustomerUnknown, CustomerProblems.Restricted, DefectionErrors.NeverBought)
            .RequestExample(DefectionExamples.New)
            .ResponseExample(DefectionExamples.Told);
        defections.MapGet("/", ListDefections.Endpoint).Needs(Scopes.CustomersRead)
            .Explained("listDefections", "Who left, and why",
                "Every customer who is or was lost, the last first, with the cause (told by them, inferred from what is on record, or unknown), what you owed them then, and whether they came back.")
            .ResponseExample(DefectionExamples.Ledger);
        defections.MapGet("/{id}", GetDefection.Endpoint).Needs(Scopes.CustomersRead)
            .Explained("getDefection", "Read a line of the ledger", "Who left when, why as far as it is known, what you owed them, and whether they came back.")
            .Fails(DefectionProblems.NotFound, CustomerProblems.Restricted)
            .ResponseExample(DefectionExamples.Line);
        defections.MapPatch("/{id}", ChangeDefection.Endpoint).Needs(Scopes.CustomersWrite)
            .Explained("changeDefection", "The customer told why they left", "What they say stands from then on, whatever was inferred.")
            .Fails(DefectionProblems.NotFound, CustomerProblems.Restricted)
            .RequestExample(DefectionExamples.Change)
            .ResponseExample(DefectionExamples.Told);
        return v1;
    }
}
