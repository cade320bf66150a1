using FluentValidation;
using MediatR;
using RetentionApi.Platform.Idempotency;

namespace RetentionApi.Platform.Mediation;

internal static class MediationRegistration
{
    /// <summary>MediatR with the pipeline in its one order: validation, transaction (or retry), idempotency, handler.</summary>
    public static IServiceCollection AddMediation(this IServiceCollection services)
    {
        var assembly = typeof(MediationRegistration).Assembly;
        services.AddScoped<ServiceFactory>(provider => provider.GetRequiredService);
        services.AddScoped<IMediator, Mediator>();
        services.Scan(scan => scan.FromAssemblies(assembly)
            .AddClasses(classes => classes.AssignableTo(typeof(IRequestHandler<,>)), publicOnly: false).AsImplementedInterfaces().WithScopedLifetime());
        ValidatorOptions.Global.LanguageManager.Enabled = false;
        services.AddValidatorsFromAssembly(assembly, ServiceLifetime.Singleton, includeInternalTypes: true);
        services.AddScoped<IdempotencyContext>();
        services.AddScoped<ReportSessions>();

        foreach (var (request, kind, view) in assembly.GetTypes().SelectMany(Requests))
            foreach (var behaviour in BehavioursOf(kind))
                services.AddScoped(
                    typeof(IPipelineBehavior<,>).MakeGenericType(request, ResponseOf(kind, view)),
                    behaviour.MakeGenericType(request, behaviour == typeof(ValidationBehaviour<,>) ? ValueOf(kind, view) : view));
        return services;
    }

    private static Type[] BehavioursOf(Type kind) =>
        kind == typeof(IDecision<>) ? [typeof(ValidationBehaviour<,>), typeof(TransactionBehaviour<,>), typeof(IdempotencyBehaviour<,>)]
        : kind == typeof(IReport<>) ? [typeof(ValidationBehaviour<,>), typeof(ReportBehaviour<,>)]
        : [typeof(ValidationBehaviour<,>)];

    private static IEnumerable<(Type Request, Type Kind, Type View)> Requests(Type type) =>
        from contract in type.GetInterfaces()
        where contract.IsGenericType && !type.IsAbstract
        let kind = contract.GetGenericTypeDefinition()
        where kind == typeof(IDecision<>) || kind == typeof(IReport<>) || kind == typeof(IQuery<>)
        select (type, kind, contract.GenericTypeArguments[0]);

    private static Type ValueOf(Type kind, Type view) => kind == typeof(IQuery<>) ? view : typeof(Written<>).MakeGenericType(view);

    private static Type ResponseOf(Type kind, Type view) => typeof(Domain.Common.Result<>).MakeGenericType(ValueOf(kind, view));
}
