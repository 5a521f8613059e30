import type { Lexicon } from '../lexicon.ts';

export const portuguese: Lexicon = {
  anger: `com raiva|raiva|furios*|irritad*|zangad*|indignad*|revoltad*|revoltante|puto|puta|pistola da vida|chatead* demais|inaceitável|inadmissível|intolerável|vergonhos*|vergonha|uma vergonha|ridícul*|absurdo|um absurdo|palhaçada|descaso|falta de respeito|desrespeito|merda|porra|caralho|bosta|idiotas|imbecis|incompetent*|incapazes|inúteis|inútil|péssim*|horrível|terrível|pior|lixo|um lixo|golpe de vocês|golpistas|ladrões|mentirosos|me roubaram|roubo descarado|enganação|estão de brincadeira
|tá de brincadeira|é brincadeira|brincando comigo|fazendo de palhaço|de saco cheio|saco cheio|farto|farta|cansei de|cansad* de|chega disso|já chega|basta|nunca mais|perda de tempo|perdendo meu tempo|odeio|perdi a paciência|perdendo a paciência|paciência acabou|vou processar|processar vocês|procon|reclame aqui|~meu advogado|~frustra*|~terceira vez|~quarta vez|~quantas vezes|~ninguém responde|~me ignoram|~estúpid*|~burr*
|~que tipo de serviço|~que raio de|~sempre a mesma coisa|~toda vez|~prometeram|~ninguém me ajuda|~ninguém resolve|~gerente agora|~desculpas esfarrapadas|~inacreditável|~pouco profissional|~mal educad*
|~grosseir*|~me enrolando|~enrolam|~segunda vez|~roubo|~pesadelo|~sacanagem|~vergonhoso
|que absurdo|isso é um absurdo|que vergonha|vergonhosa|péssimo atendimento|atendimento horrível|inadmissivel|não dá mais|não aguento mais|estou cansado disso|quero meu dinheiro de volta|estou farto|estou revoltad*|uma palhaçada
|um lixo de|ridículos|irresponsáveis|irresponsabilidade|nojo|nojento|mentira|só mentira|enganad* por|fui enganad*|pouca vergonha|tô puto|estou irritad*|desaforo`,
  disappointment: `decepcion*|dececionad*|decepção|desapontad*|insatisfeit*|descontente|não estou satisfeit*|não estou content*|triste|chatead*|~que pena|~uma pena|lamento ter|me arrependo|arrependid*|esperava mais|esperava algo melhor|não era o que|má qualidade|péssima qualidade|mau atendimento|mau serviço|má experiência|deixa a desejar|não vale|não recomendo|perdi a confiança|diferente da foto
|~infelizmente|~ainda estou esperando|~continuo esperando|~ainda à espera|medíocre|desanimad*|antes era melhor|~não me ajudou|~não ajuda|~não adianta
|~expectativas|~expectativa|não era o esperado|deixou a desejar|não gostei|fiquei triste|fiquei chatead*|me decepcionei|dinheiro jogado|jogado fora|qualidade ruim|qualidade inferior|nada a ver com a foto|não é como
|frustrante`,
  urgency: `urgente|urgência|com urgência|urgentemente|o mais rápido possível|o quanto antes|quanto antes|asap|depressa|anda logo|andem logo|tenho pressa|com pressa|emergência|não posso esperar|não pode esperar|não tenho tempo|não há tempo|^imediatamente|^agora mesmo|^já já|?agora|^hoje ainda|^ainda hoje|^até amanhã cedo|^antes de amanhã|^em uma hora|^daqui a uma hora|^rápido por favor|?hoje|?rápido|?preciso|?já|?amanhã`,
  satisfaction: `~obrigad*|~muito obrigad*|~valeu|~agradeço|grat*|ótim*|excelente*|perfeit*|maravilhos*|fantástic*|incrível atendimento|sensacional|adorei|adoro|amei|feliz|content*|satisfeit*|muito bom|muito boa|parabéns|bom trabalho|o melhor|a melhor|recomendo|show|show de bola|nota 10|nota dez|top|legal demais|muito gentil|muito útil|atenciosos|impecável|+agora funciona|+resolvido|+funcionou|+deu certo|~legal|~gentil`,
  problem: `de novo|outra vez|novamente|?ainda não|?continua|quebrad*|partid*|não funciona|não chegou|nunca chegou|não chega|erro|erros|?problema*|atraso|atrasad*|perdid*|?falta|danificad*|defeito|defeituos*|sem resposta|?ninguém|?semanas|?há dias|?horas|recusad*|cancelad*|cobraram duas vezes|cobrança dupla|errad*|esperando|travou|trava`,
  intensifiers: `muito|muita|tão|super|realmente|totalmente|completamente|absolutamente|demais|bastante|extremamente|profundamente|incrivelmente|mesmo|bem`,
  negators: `não|nunca|jamais|sem|nem|nada|nenhum|nenhuma|não estou`,
  conditionals: `se não|se o|se a|se eu|se ficar|caso|em caso de`,
  ordinary: `sem problema|não tem problema|nenhum problema|sem pressa|não é urgente|contato de emergência|número de emergência|obrigado desde já|obrigada desde já|não é mau|nada mal|como faço uma reclamação|grátis|gratuit*|supermercado|de nada|até já|transferência imediata|lixeira
|envio urgente|entrega urgente|transferência urgente|garantia de satisfação|desculpe incomodar|satisfação garantida`,
};
