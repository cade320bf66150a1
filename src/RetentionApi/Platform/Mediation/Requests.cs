using MediatR;
using RetentionApi.Domain.Common;

namespace RetentionApi.Platform.Mediation;

internal enum Outcome
{
    Ok,
    Created,
    Accepted,
}

/// <summary>What a command answers with: the view, and whether it made something. Status, ETag and Location follow from it, on the first answer as on a replay.</summary>
internal sealed record Written<TView>(TView View, Outcome Outcome)
{
    public static Result<Written<TView>> Ok(TView view) => new Written<TView>(view, Outcome.Ok);

    public static Result<Written<TView>> Created(TView view) => new Written<TView>(view, Outcome.Created);

    public static Result<Written<TView>> Accepted(TView view) => new Written<TView>(view, Outcome.Accepted);
}

/// <summary>A view whose version is its ETag.</summary>
internal interface IVersioned
{
    int Version { get; }
}

/// <summary>A view with a secret in it: what is kept for a replay is the view without.</summary>
internal interface IShownOnce<out TView>
{
    TView WithoutSecret();
}

/// <summary>Loads one aggregate, calls one method, saves once: transaction and idempotency are the pipeline's.</summary>
internal interface IDecision<TView> : IRequest<Result<Written<TView>>>;

/// <summary>Stores a reported fact by a set-based statement: transaction and idempotency ride in its own two batches (<see cref="Idempotency.ReportSession"/>).</summary>
internal interface IReport<TView> : IRequest<Result<Written<TView>>>;

internal interface IQuery<TView> : IRequest<Result<TView>>;
